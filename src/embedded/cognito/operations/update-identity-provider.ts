import type {
  UpdateIdentityProviderCommandInput,
  UpdateIdentityProviderCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { requireIdentityProvider, requirePool } from '../pools/find-pool.js';
import {
  attributeMapping,
  googleDetails,
  identityProviderInput,
  identityProviderView,
  providerDetails,
} from '../pools/identity-provider-settings.js';
import { providerName, userPoolId } from '../protocol/input-fields.js';
import { inputOf, optional, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import type { WireOutput } from '../protocol/wire-output.js';

/** What is left out stays as it was. */
export const updateIdentityProvider = operation({
  name: 'UpdateIdentityProvider',
  input: inputOf<UpdateIdentityProviderCommandInput>()({
    UserPoolId: required(userPoolId),
    ProviderName: required(providerName),
    ProviderDetails: optional(providerDetails),
    ...identityProviderInput,
  }),
  handle: (input, context): WireOutput<UpdateIdentityProviderCommandOutput> => {
    const pool = requirePool(context, input.UserPoolId);
    const provider = requireIdentityProvider(context, pool, input.ProviderName);
    const { ProviderDetails, AttributeMapping, IdpIdentifiers } = input;
    const updated = {
      ...provider,
      details: ProviderDetails === undefined ? provider.details : googleDetails(ProviderDetails),
      attributeMapping:
        AttributeMapping === undefined ? provider.attributeMapping : attributeMapping(pool, AttributeMapping),
      identifiers: IdpIdentifiers ?? provider.identifiers,
      modifiedAt: context.now(),
    };
    context.store.identityProviders.put(updated);
    return { IdentityProvider: identityProviderView(updated) };
  },
});
