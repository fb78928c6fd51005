import type {
  ForgotPasswordCommandInput,
  ForgotPasswordCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { publicCaller } from '../auth/auth-input.js';
import { requireSecretHash } from '../auth/secret-hash.js';
import { requireClient } from '../pools/find-pool.js';
import type { CognitoError } from '../protocol/cognito-error.js';
import { clientId, secretHash, username } from '../protocol/input-fields.js';
import { inputOf, optional, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import { refusals } from '../protocol/refusals.js';
import type { WireOutput } from '../protocol/wire-output.js';
import type { ClientRecord } from '../store/records.js';
import { recoveryContact, requireOwnPassword, requireSelfRecovery } from '../users/account-recovery.js';
import { countAttempt } from '../users/attempt-caps.js';
import { sendCode, simulatedDelivery } from '../users/code-delivery.js';
import { issueCode } from '../users/codes.js';
import { findUser } from '../users/find-user.js';

type Output = WireOutput<ForgotPasswordCommandOutput>;

export const forgotPassword = operation({
  name: 'ForgotPassword',
  input: inputOf<ForgotPasswordCommandInput>()({
    ClientId: required(clientId),
    Username: required(username),
    SecretHash: optional(secretHash),
    ...publicCaller,
  }),
  handle: async (input, context): Promise<Output> => {
    const { client, pool } = requireClient(context, input.ClientId);
    requireSecretHash(client, input.Username, input.SecretHash);
    requireSelfRecovery(pool);
    const user = findUser(context, pool, input.Username);
    if (user === undefined) {
      return pretend(client, input.Username, refusals.clientCombinationNotFound);
    }
    if (!user.enabled) {
      return pretend(client, input.Username, refusals.userDisabled);
    }
    requireOwnPassword(user);
    const attribute = recoveryContact(pool, user);
    if (attribute === undefined) {
      return pretend(client, input.Username, refusals.noVerifiedContact);
    }
    const counted = countAttempt(context, user, 'ForgotPassword');
    const { user: asked, code } = issueCode(context, counted, 'reset-password');
    const caller = { clientId: client.id, clientMetadata: input.ClientMetadata };
    const message = { attribute, code, source: 'ForgotPassword', caller } as const;
    return { CodeDeliveryDetails: await sendCode(context, pool, asked, message) };
  },
});

/** A client that hides who exists answers as if a code were on its way. */
function pretend(client: ClientRecord, name: string, refusal: () => CognitoError): Output {
  if (client.settings.PreventUserExistenceErrors !== 'ENABLED') {
    throw refusal();
  }
  return { CodeDeliveryDetails: simulatedDelivery(name) };
}
