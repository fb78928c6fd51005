import type {
  AdminSetUserPasswordCommandInput,
  AdminSetUserPasswordCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { requirePool } from '../pools/find-pool.js';
import { password, userPoolId, username } from '../protocol/input-fields.js';
import { inputOf, optional, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import { flag } from '../protocol/scalar-checks.js';
import type { EmptyOutput } from '../protocol/wire-output.js';
import { requireUser, saveUser } from '../users/find-user.js';
import { withNewPassword, withTemporaryPassword } from '../users/set-password.js';

export const adminSetUserPassword = operation({
  name: 'AdminSetUserPassword',
  input: inputOf<AdminSetUserPasswordCommandInput>()({
    UserPoolId: required(userPoolId),
    Username: required(username),
    Password: required(password),
    Permanent: optional(flag()),
  }),
  handle: async (input, context): Promise<EmptyOutput<AdminSetUserPasswordCommandOutput>> => {
    const pool = requirePool(context, input.UserPoolId);
    const user = requireUser(context, pool, input.Username);
    if (input.Permanent === true) {
      const changed = await withNewPassword(context, pool, user, input.Password);
      saveUser(context, { ...changed, status: 'CONFIRMED' });
    } else {
      saveUser(context, await withTemporaryPassword(context, pool, user, input.Password));
    }
    return {};
  },
});
