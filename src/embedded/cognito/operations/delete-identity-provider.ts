import type { DeleteIdentityProviderCommandInput } from '@aws-sdk/client-cognito-identity-provider';
import { requireIdentityProvider, requirePool } from '../pools/find-pool.js';
import { providerName, userPoolId } from '../protocol/input-fields.js';
import { inputOf, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import { userKey } from '../store/cognito-store.js';

export const deleteIdentityProvider = operation({
  name: 'DeleteIdentityProvider',
  input: inputOf<DeleteIdentityProviderCommandInput>()({
    UserPoolId: required(userPoolId),
    ProviderName: required(providerName),
  }),
  handle: (input, context): undefined => {
    const pool = requirePool(context, input.UserPoolId);
    const provider = requireIdentityProvider(context, pool, input.ProviderName);
    context.store.identityProviders.delete(userKey(pool.id, provider.name));
  },
});
