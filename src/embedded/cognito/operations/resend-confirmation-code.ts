import type {
  ResendConfirmationCodeCommandInput,
  ResendConfirmationCodeCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { requireSecretHash } from '../auth/secret-hash.js';
import { requireClient } from '../pools/find-pool.js';
import { clientId, clientMetadata, secretHash, username } from '../protocol/input-fields.js';
import { inputOf, optional, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import { refusals } from '../protocol/refusals.js';
import type { WireOutput } from '../protocol/wire-output.js';
import { countAttempt } from '../users/attempt-caps.js';
import { autoVerifiedAttribute, sendCode, simulatedDelivery } from '../users/code-delivery.js';
import { issueCode } from '../users/codes.js';
import { findUser } from '../users/find-user.js';

export const resendConfirmationCode = operation({
  name: 'ResendConfirmationCode',
  input: inputOf<ResendConfirmationCodeCommandInput>()({
    ClientId: required(clientId),
    Username: required(username),
    SecretHash: optional(secretHash),
    ClientMetadata: optional(clientMetadata),
  }),
  handle: async (input, context): Promise<WireOutput<ResendConfirmationCodeCommandOutput>> => {
    const { client, pool } = requireClient(context, input.ClientId);
    requireSecretHash(client, input.Username, input.SecretHash);
    const user = findUser(context, pool, input.Username);
    if (user === undefined) {
      if (client.settings.PreventUserExistenceErrors !== 'ENABLED') {
        throw refusals.clientCombinationNotFound();
      }
      return { CodeDeliveryDetails: simulatedDelivery(input.Username) };
    }
    if (user.status !== 'UNCONFIRMED') {
      throw refusals.invalidParameter('User is already confirmed.');
    }
    const attribute = autoVerifiedAttribute(pool, user);
    if (attribute === undefined) {
      throw refusals.invalidParameter('Cannot resend codes. Auto verification not turned on.');
    }
    const counted = countAttempt(context, user, 'ResendConfirmationCode');
    const issued = issueCode(context, counted, 'sign-up');
    return {
      CodeDeliveryDetails: await sendCode(context, pool, issued.user, {
        attribute,
        code: issued.code,
        source: 'ResendCode',
        caller: { clientId: client.id, clientMetadata: input.ClientMetadata },
      }),
    };
  },
});
