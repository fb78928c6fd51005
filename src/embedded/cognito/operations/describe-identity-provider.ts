import type {
  DescribeIdentityProviderCommandInput,
  DescribeIdentityProviderCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { requireIdentityProvider, requirePool } from '../pools/find-pool.js';
import { identityProviderView } from '../pools/identity-provider-settings.js';
import { providerName, userPoolId } from '../protocol/input-fields.js';
import { inputOf, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import type { WireOutput } from '../protocol/wire-output.js';

export const describeIdentityProvider = operation({
  name: 'DescribeIdentityProvider',
  input: inputOf<DescribeIdentityProviderCommandInput>()({
    UserPoolId: required(userPoolId),
    ProviderName: required(providerName),
  }),
  handle: (input, context): WireOutput<DescribeIdentityProviderCommandOutput> => {
    const pool = requirePool(context, input.UserPoolId);
    const provider = requireIdentityProvider(context, pool, input.ProviderName);
    return { IdentityProvider: identityProviderView(provider) };
  },
});
