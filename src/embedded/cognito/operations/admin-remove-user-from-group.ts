import type { AdminRemoveUserFromGroupCommandInput } from '@aws-sdk/client-cognito-identity-provider';
import { requireGroup, requirePool } from '../pools/find-pool.js';
import { groupName, userPoolId, username } from '../protocol/input-fields.js';
import { inputOf, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import { requireUser } from '../users/find-user.js';

export const adminRemoveUserFromGroup = operation({
  name: 'AdminRemoveUserFromGroup',
  input: inputOf<AdminRemoveUserFromGroupCommandInput>()({
    UserPoolId: required(userPoolId),
    Username: required(username),
    GroupName: required(groupName),
  }),
  handle: (input, context): undefined => {
    const pool = requirePool(context, input.UserPoolId);
    const user = requireUser(context, pool, input.Username);
    const group = requireGroup(context, pool, input.GroupName);
    context.store.users.put({ ...user, groups: user.groups.filter((name) => name !== group.name) });
  },
});
