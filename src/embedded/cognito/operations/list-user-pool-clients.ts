import type {
  ListUserPoolClientsCommandInput,
  ListUserPoolClientsCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { requirePool } from '../pools/find-pool.js';
import { paginationKey, userPoolId } from '../protocol/input-fields.js';
import { inputOf, optional, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import { takePage } from '../protocol/pagination.js';
import { integer } from '../protocol/scalar-checks.js';
import type { WireOutput } from '../protocol/wire-output.js';

export const listUserPoolClients = operation({
  name: 'ListUserPoolClients',
  input: inputOf<ListUserPoolClientsCommandInput>()({
    UserPoolId: required(userPoolId),
    MaxResults: optional(integer({ min: 1, max: 60 })),
    NextToken: optional(paginationKey),
  }),
  handle: (input, context): WireOutput<ListUserPoolClientsCommandOutput> => {
    const pool = requirePool(context, input.UserPoolId);
    const page = takePage(context.store.clients.find('pool', pool.id), {
      keyOf: (client) => client.id,
      scope: `clients/${pool.id}`,
      size: input.MaxResults,
      token: input.NextToken,
    });
    const UserPoolClients = page.items.map((client) => ({
      ClientId: client.id,
      UserPoolId: client.poolId,
      ClientName: client.name,
    }));
    return { UserPoolClients, ...(page.next !== undefined && { NextToken: page.next }) };
  },
});
