import type {
  ListUserPoolsCommandInput,
  ListUserPoolsCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { takePage } from '../protocol/pagination.js';
import { paginationKey } from '../protocol/input-fields.js';
import { inputOf, optional, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import { integer } from '../protocol/scalar-checks.js';
import { toEpochSeconds, type WireOutput } from '../protocol/wire-output.js';

export const listUserPools = operation({
  name: 'ListUserPools',
  input: inputOf<ListUserPoolsCommandInput>()({
    MaxResults: required(integer({ min: 1, max: 60 })),
    NextToken: optional(paginationKey),
  }),
  handle: ({ MaxResults, NextToken }, context): WireOutput<ListUserPoolsCommandOutput> => {
    const page = takePage(context.store.pools.all(), {
      keyOf: (pool) => pool.id,
      scope: 'pools',
      size: MaxResults,
      token: NextToken,
    });
    const UserPools = page.items.map((pool) => ({
      Id: pool.id,
      Name: pool.name,
      LambdaConfig: pool.settings.LambdaConfig ?? {},
      CreationDate: toEpochSeconds(pool.createdAt),
      LastModifiedDate: toEpochSeconds(pool.modifiedAt),
    }));
    return { UserPools, ...(page.next !== undefined && { NextToken: page.next }) };
  },
});
