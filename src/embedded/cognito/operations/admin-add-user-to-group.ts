import type { AdminAddUserToGroupCommandInput } from '@aws-sdk/client-cognito-identity-provider';
import { requireGroup, requirePool } from '../pools/find-pool.js';
import { CognitoError } from '../protocol/cognito-error.js';
import { groupName, userPoolId, username } from '../protocol/input-fields.js';
import { inputOf, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import { requireUser } from '../users/find-user.js';

const MAX_GROUPS = 100;

export const adminAddUserToGroup = operation({
  name: 'AdminAddUserToGroup',
  input: inputOf<AdminAddUserToGroupCommandInput>()({
    UserPoolId: required(userPoolId),
    Username: required(username),
    GroupName: required(groupName),
  }),
  handle: (input, context): undefined => {
    const pool = requirePool(context, input.UserPoolId);
    const user = requireUser(context, pool, input.Username);
    const group = requireGroup(context, pool, input.GroupName);
    const groups = [...new Set([...user.groups, group.name])];
    if (groups.length > MAX_GROUPS) {
      throw new CognitoError('LimitExceededException', 'Maximum number of groups for the user exceeded.');
    }
    context.store.users.put({ ...user, groups });
  },
});
