import type {
  CreateIdentityProviderCommandInput,
  CreateIdentityProviderCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { requirePool } from '../pools/find-pool.js';
import {
  attributeMapping,
  googleDetails,
  identityProviderInput,
  identityProviderView,
  providerDetails,
} from '../pools/identity-provider-settings.js';
import { CognitoError } from '../protocol/cognito-error.js';
import { providerName, userPoolId } from '../protocol/input-fields.js';
import { inputOf, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import { refusals } from '../protocol/refusals.js';
import { oneOf } from '../protocol/scalar-checks.js';
import type { WireOutput } from '../protocol/wire-output.js';
import { userKey } from '../store/cognito-store.js';
import type { IdentityProviderRecord } from '../store/federation-records.js';

const TYPES = ['SAML', 'Facebook', 'Google', 'LoginWithAmazon', 'SignInWithApple', 'OIDC'] as const;

export const createIdentityProvider = operation({
  name: 'CreateIdentityProvider',
  input: inputOf<CreateIdentityProviderCommandInput>()({
    UserPoolId: required(userPoolId),
    ProviderName: required(providerName),
    ProviderType: required(oneOf(TYPES)),
    ProviderDetails: required(providerDetails),
    ...identityProviderInput,
  }),
  handle: (input, context): WireOutput<CreateIdentityProviderCommandOutput> => {
    const pool = requirePool(context, input.UserPoolId);
    if (input.ProviderType !== 'Google') {
      throw refusals.notImplemented(`identity providers of type ${input.ProviderType}`);
    }
    if (input.ProviderName !== input.ProviderType) {
      throw refusals.invalidParameter('A social identity provider must be named as its type.');
    }
    if (context.store.identityProviders.get(userKey(pool.id, input.ProviderName)) !== undefined) {
      throw new CognitoError(
        'DuplicateProviderException',
        `A provider with the name ${input.ProviderName} already exists in this user pool.`,
      );
    }
    const provider: IdentityProviderRecord = {
      poolId: pool.id,
      name: input.ProviderName,
      type: input.ProviderType,
      details: googleDetails(input.ProviderDetails),
      attributeMapping: attributeMapping(pool, input.AttributeMapping ?? {}),
      identifiers: input.IdpIdentifiers ?? [],
      createdAt: context.now(),
      modifiedAt: context.now(),
    };
    context.store.identityProviders.put(provider);
    return { IdentityProvider: identityProviderView(provider) };
  },
});
