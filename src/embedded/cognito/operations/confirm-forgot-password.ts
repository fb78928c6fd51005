import type {
  ConfirmForgotPasswordCommandInput,
  ConfirmForgotPasswordCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { publicCaller } from '../auth/auth-input.js';
import { requireSecretHash } from '../auth/secret-hash.js';
import { requireClient } from '../pools/find-pool.js';
import { clientId, confirmationCode, password, secretHash, username } from '../protocol/input-fields.js';
import { inputOf, optional, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import { refusals } from '../protocol/refusals.js';
import type { EmptyOutput } from '../protocol/wire-output.js';
import { tellConfirmed } from '../triggers/post-confirmation.js';
import { requireOwnPassword } from '../users/account-recovery.js';
import { countAttempt } from '../users/attempt-caps.js';
import { spendCode } from '../users/codes.js';
import { findUser, saveUser } from '../users/find-user.js';
import { withNewPassword } from '../users/set-password.js';

/** The code is judged before the password, so that only its owner learns what the history holds; a refused password leaves it alive. */
export const confirmForgotPassword = operation({
  name: 'ConfirmForgotPassword',
  input: inputOf<ConfirmForgotPasswordCommandInput>()({
    ClientId: required(clientId),
    Username: required(username),
    ConfirmationCode: required(confirmationCode),
    Password: required(password),
    SecretHash: optional(secretHash),
    ...publicCaller,
  }),
  handle: async (input, context): Promise<EmptyOutput<ConfirmForgotPasswordCommandOutput>> => {
    const { client, pool } = requireClient(context, input.ClientId);
    requireSecretHash(client, input.Username, input.SecretHash);
    const user = findUser(context, pool, input.Username);
    if (user === undefined) {
      throw client.settings.PreventUserExistenceErrors === 'ENABLED'
        ? refusals.codeMismatch()
        : refusals.clientCombinationNotFound();
    }
    if (!user.enabled) {
      throw refusals.userDisabled();
    }
    requireOwnPassword(user);
    const counted = countAttempt(context, user, 'ForgotPassword');
    const proven = spendCode(context, counted, 'reset-password', input.ConfirmationCode);
    if (proven.status === 'UNCONFIRMED') {
      throw refusals.userNotConfirmed();
    }
    const changed = await withNewPassword(context, pool, proven, input.Password);
    const saved = saveUser(context, { ...changed, status: 'CONFIRMED' });
    await tellConfirmed(context, pool, saved, {
      source: 'ConfirmForgotPassword',
      caller: { clientId: client.id, clientMetadata: input.ClientMetadata },
    });
    return {};
  },
});
