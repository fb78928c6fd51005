import type { AdminDeleteUserCommandInput } from '@aws-sdk/client-cognito-identity-provider';
import { requirePool } from '../pools/find-pool.js';
import { userPoolId, username } from '../protocol/input-fields.js';
import { inputOf, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import { requireUser } from '../users/find-user.js';
import { deleteUser } from '../users/new-user.js';

export const adminDeleteUser = operation({
  name: 'AdminDeleteUser',
  input: inputOf<AdminDeleteUserCommandInput>()({
    UserPoolId: required(userPoolId),
    Username: required(username),
  }),
  handle: (input, context): undefined => {
    const pool = requirePool(context, input.UserPoolId);
    deleteUser(context, requireUser(context, pool, input.Username));
  },
});
