import type {
  ChangePasswordCommandInput,
  ChangePasswordCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { password, token } from '../protocol/input-fields.js';
import { inputOf, optional, required } from '../protocol/input-shape.js';
import type { OperationContext } from '../protocol/operation-context.js';
import { operation } from '../protocol/operation.js';
import { refusals } from '../protocol/refusals.js';
import type { EmptyOutput } from '../protocol/wire-output.js';
import type { UserRecord } from '../store/records.js';
import { requireAccessToken } from '../tokens/access-token-check.js';
import { countAttempt } from '../users/attempt-caps.js';
import { saveUser } from '../users/find-user.js';
import { withNewPassword } from '../users/set-password.js';

export const changePassword = operation({
  name: 'ChangePassword',
  input: inputOf<ChangePasswordCommandInput>()({
    AccessToken: required(token),
    PreviousPassword: optional(password),
    ProposedPassword: required(password),
  }),
  handle: async (input, context): Promise<EmptyOutput<ChangePasswordCommandOutput>> => {
    const { pool, user } = await requireAccessToken(context, input.AccessToken);
    if (user.status === 'RESET_REQUIRED') {
      throw refusals.passwordResetRequired();
    }
    const counted = countAttempt(context, user, 'ChangePassword');
    if (!(await isPresentPassword(context, counted, input.PreviousPassword))) {
      throw refusals.incorrectCredentials();
    }
    saveUser(context, await withNewPassword(context, pool, counted, input.ProposedPassword));
    return {};
  },
});

/** Only a user who has no password yet may leave the present one out. */
async function isPresentPassword(
  context: OperationContext,
  user: UserRecord,
  given: string | undefined,
): Promise<boolean> {
  if (user.password === undefined || given === undefined) {
    return user.password === given;
  }
  return context.passwords.matches(given, user.password);
}
