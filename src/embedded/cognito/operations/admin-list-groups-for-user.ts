import type {
  AdminListGroupsForUserCommandInput,
  AdminListGroupsForUserCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { requirePool } from '../pools/find-pool.js';
import { groupView } from '../pools/group-view.js';
import { limit, paginationKey, userPoolId, username } from '../protocol/input-fields.js';
import { inputOf, optional, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import { takePage } from '../protocol/pagination.js';
import type { WireOutput } from '../protocol/wire-output.js';
import { userKey } from '../store/cognito-store.js';
import { requireUser } from '../users/find-user.js';

export const adminListGroupsForUser = operation({
  name: 'AdminListGroupsForUser',
  input: inputOf<AdminListGroupsForUserCommandInput>()({
    UserPoolId: required(userPoolId),
    Username: required(username),
    Limit: optional(limit),
    NextToken: optional(paginationKey),
  }),
  handle: (input, context): WireOutput<AdminListGroupsForUserCommandOutput> => {
    const pool = requirePool(context, input.UserPoolId);
    const user = requireUser(context, pool, input.Username);
    const groups = user.groups.flatMap((name) => context.store.groups.get(userKey(pool.id, name)) ?? []);
    const page = takePage(groups, {
      keyOf: (group) => group.name,
      scope: `groups-of/${pool.id}/${user.username}`,
      size: input.Limit,
      token: input.NextToken,
    });
    const Groups = page.items.map(groupView);
    return { Groups, ...(page.next !== undefined && { NextToken: page.next }) };
  },
});
