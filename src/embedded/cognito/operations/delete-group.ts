import type { DeleteGroupCommandInput } from '@aws-sdk/client-cognito-identity-provider';
import { requireGroup, requirePool } from '../pools/find-pool.js';
import { groupName, userPoolId } from '../protocol/input-fields.js';
import { inputOf, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import { userKey } from '../store/cognito-store.js';

/** Its members leave it, so that a later group of the same name starts empty. */
export const deleteGroup = operation({
  name: 'DeleteGroup',
  input: inputOf<DeleteGroupCommandInput>()({
    UserPoolId: required(userPoolId),
    GroupName: required(groupName),
  }),
  handle: (input, context): undefined => {
    const pool = requirePool(context, input.UserPoolId);
    const { name } = requireGroup(context, pool, input.GroupName);
    const { users, groups } = context.store;
    for (const user of users.find('pool', pool.id).filter((member) => member.groups.includes(name))) {
      users.put({ ...user, groups: user.groups.filter((group) => group !== name) });
    }
    groups.delete(userKey(pool.id, name));
  },
});
