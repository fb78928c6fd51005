import type {
  AdminEnableUserCommandInput,
  AdminEnableUserCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { requirePool } from '../pools/find-pool.js';
import { userPoolId, username } from '../protocol/input-fields.js';
import { inputOf, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import type { EmptyOutput } from '../protocol/wire-output.js';
import { requireUser, saveUser } from '../users/find-user.js';

export const adminEnableUser = operation({
  name: 'AdminEnableUser',
  input: inputOf<AdminEnableUserCommandInput>()({
    UserPoolId: required(userPoolId),
    Username: required(username),
  }),
  handle: (input, context): EmptyOutput<AdminEnableUserCommandOutput> => {
    const pool = requirePool(context, input.UserPoolId);
    saveUser(context, { ...requireUser(context, pool, input.Username), enabled: true });
    return {};
  },
});
