import type {
  ListIdentityProvidersCommandInput,
  ListIdentityProvidersCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { requirePool } from '../pools/find-pool.js';
import { limit, paginationKey, userPoolId } from '../protocol/input-fields.js';
import { inputOf, optional, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import { takePage } from '../protocol/pagination.js';
import { toEpochSeconds, type WireOutput } from '../protocol/wire-output.js';

export const listIdentityProviders = operation({
  name: 'ListIdentityProviders',
  input: inputOf<ListIdentityProvidersCommandInput>()({
    UserPoolId: required(userPoolId),
    MaxResults: optional(limit),
    NextToken: optional(paginationKey),
  }),
  handle: (input, context): WireOutput<ListIdentityProvidersCommandOutput> => {
    const pool = requirePool(context, input.UserPoolId);
    const page = takePage(context.store.identityProviders.find('pool', pool.id), {
      keyOf: (provider) => provider.name,
      scope: `identity-providers/${pool.id}`,
      size: input.MaxResults,
      token: input.NextToken,
    });
    const Providers = page.items.map((provider) => ({
      ProviderName: provider.name,
      ProviderType: provider.type,
      LastModifiedDate: toEpochSeconds(provider.modifiedAt),
      CreationDate: toEpochSeconds(provider.createdAt),
    }));
    return { Providers, ...(page.next !== undefined && { NextToken: page.next }) };
  },
});
