import type {
  AdminDisableUserCommandInput,
  AdminDisableUserCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { endAllSignIns } from '../auth/refresh-tokens.js';
import { requirePool } from '../pools/find-pool.js';
import { userPoolId, username } from '../protocol/input-fields.js';
import { inputOf, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import type { EmptyOutput } from '../protocol/wire-output.js';
import { requireUser, saveUser } from '../users/find-user.js';

export const adminDisableUser = operation({
  name: 'AdminDisableUser',
  input: inputOf<AdminDisableUserCommandInput>()({
    UserPoolId: required(userPoolId),
    Username: required(username),
  }),
  handle: (input, context): EmptyOutput<AdminDisableUserCommandOutput> => {
    const pool = requirePool(context, input.UserPoolId);
    const user = saveUser(context, { ...requireUser(context, pool, input.Username), enabled: false });
    endAllSignIns(context, user);
    return {};
  },
});
