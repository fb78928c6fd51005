import type {
  AdminResetUserPasswordCommandInput,
  AdminResetUserPasswordCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { requirePool } from '../pools/find-pool.js';
import { userPoolId, username } from '../protocol/input-fields.js';
import { inputOf, mapOf, optional, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import { refusals } from '../protocol/refusals.js';
import { text } from '../protocol/scalar-checks.js';
import type { EmptyOutput } from '../protocol/wire-output.js';
import { recoveryContact } from '../users/account-recovery.js';
import { sendCode } from '../users/code-delivery.js';
import { issueCode } from '../users/codes.js';
import { requireUser, saveUser } from '../users/find-user.js';

export const adminResetUserPassword = operation({
  name: 'AdminResetUserPassword',
  input: inputOf<AdminResetUserPasswordCommandInput>()({
    UserPoolId: required(userPoolId),
    Username: required(username),
    ClientMetadata: optional(mapOf(text({ max: 131_072 }))),
  }),
  handle: async (input, context): Promise<EmptyOutput<AdminResetUserPasswordCommandOutput>> => {
    const pool = requirePool(context, input.UserPoolId);
    const user = requireUser(context, pool, input.Username);
    if (user.status !== 'CONFIRMED' && user.status !== 'RESET_REQUIRED') {
      throw refusals.passwordNotResettable();
    }
    const attribute = recoveryContact(pool, user);
    if (attribute === undefined) {
      throw refusals.noVerifiedContact();
    }
    const reset = saveUser(context, { ...user, status: 'RESET_REQUIRED' });
    const issued = issueCode(context, reset, 'reset-password');
    await sendCode(context, pool, issued.user, {
      attribute,
      code: issued.code,
      source: 'ForgotPassword',
      caller: { clientMetadata: input.ClientMetadata },
    });
    return {};
  },
});
