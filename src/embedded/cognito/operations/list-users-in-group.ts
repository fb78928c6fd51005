import type {
  ListUsersInGroupCommandInput,
  ListUsersInGroupCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { requireGroup, requirePool } from '../pools/find-pool.js';
import { groupName, limit, paginationKey, userPoolId } from '../protocol/input-fields.js';
import { inputOf, optional, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import { takePage } from '../protocol/pagination.js';
import type { WireOutput } from '../protocol/wire-output.js';
import { userView } from '../users/user-view.js';

export const listUsersInGroup = operation({
  name: 'ListUsersInGroup',
  input: inputOf<ListUsersInGroupCommandInput>()({
    UserPoolId: required(userPoolId),
    GroupName: required(groupName),
    Limit: optional(limit),
    NextToken: optional(paginationKey),
  }),
  handle: (input, context): WireOutput<ListUsersInGroupCommandOutput> => {
    const pool = requirePool(context, input.UserPoolId);
    const group = requireGroup(context, pool, input.GroupName);
    const members = context.store.users
      .find('pool', pool.id)
      .filter((user) => user.groups.includes(group.name));
    const page = takePage(members, {
      keyOf: (user) => user.username,
      scope: `users-in/${pool.id}/${group.name}`,
      size: input.Limit,
      token: input.NextToken,
    });
    const Users = page.items.map(userView);
    return { Users, ...(page.next !== undefined && { NextToken: page.next }) };
  },
});
