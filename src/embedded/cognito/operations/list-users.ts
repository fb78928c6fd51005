import type {
  ListUsersCommandInput,
  ListUsersCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { requirePool } from '../pools/find-pool.js';
import { limit, paginationKey, userPoolId } from '../protocol/input-fields.js';
import { inputOf, listOf, optional, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import { takePage } from '../protocol/pagination.js';
import { text } from '../protocol/scalar-checks.js';
import type { WireOutput } from '../protocol/wire-output.js';
import { parseUserFilter } from '../users/user-filter.js';
import { userView } from '../users/user-view.js';

export const listUsers = operation({
  name: 'ListUsers',
  input: inputOf<ListUsersCommandInput>()({
    UserPoolId: required(userPoolId),
    AttributesToGet: optional(listOf(text({ min: 1, max: 32 }))),
    Limit: optional(limit),
    PaginationToken: optional(paginationKey),
    Filter: optional(text({ max: 256 })),
  }),
  handle: (input, context): WireOutput<ListUsersCommandOutput> => {
    const pool = requirePool(context, input.UserPoolId);
    const matches = parseUserFilter(input.Filter ?? '');
    const page = takePage(context.store.users.find('pool', pool.id).filter(matches), {
      keyOf: (user) => user.username,
      scope: `users/${pool.id}/${input.Filter ?? ''}`,
      size: input.Limit,
      token: input.PaginationToken,
    });
    const Users = page.items.map((user) => {
      const view = userView(user);
      const { AttributesToGet } = input;
      const shown = view.Attributes?.filter(({ Name }) => AttributesToGet?.includes(Name ?? '') ?? true);
      return { ...view, Attributes: shown };
    });
    return { Users, ...(page.next !== undefined && { PaginationToken: page.next }) };
  },
});
