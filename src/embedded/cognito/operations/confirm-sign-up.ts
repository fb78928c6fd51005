import type {
  ConfirmSignUpCommandInput,
  ConfirmSignUpCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { requireSecretHash } from '../auth/secret-hash.js';
import { requireClient } from '../pools/find-pool.js';
import {
  clientId,
  clientMetadata,
  confirmationCode,
  secretHash,
  session,
  username,
} from '../protocol/input-fields.js';
import { inputOf, optional, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import { refusals } from '../protocol/refusals.js';
import { flag } from '../protocol/scalar-checks.js';
import type { WireOutput } from '../protocol/wire-output.js';
import { tellConfirmed } from '../triggers/post-confirmation.js';
import { countAttempt } from '../users/attempt-caps.js';
import { autoVerifiedAttribute } from '../users/code-delivery.js';
import { spendCode } from '../users/codes.js';
import { findUser, saveUser } from '../users/find-user.js';
import { requireUnconfirmed } from '../users/user-status.js';
import { verifyContact } from '../users/verify-contact.js';

export const confirmSignUp = operation({
  name: 'ConfirmSignUp',
  input: inputOf<ConfirmSignUpCommandInput>()({
    ClientId: required(clientId),
    Username: required(username),
    ConfirmationCode: required(confirmationCode),
    SecretHash: optional(secretHash),
    ForceAliasCreation: optional(flag()),
    Session: optional(session),
    ClientMetadata: optional(clientMetadata),
  }),
  handle: async (input, context): Promise<WireOutput<ConfirmSignUpCommandOutput>> => {
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
    requireUnconfirmed(user);
    const counted = countAttempt(context, user, 'ConfirmSignUp');
    const proven = spendCode(context, counted, 'sign-up', input.ConfirmationCode);
    const attribute = autoVerifiedAttribute(pool, proven);
    const verified =
      attribute === undefined
        ? proven
        : verifyContact(context, pool, proven, attribute, input.ForceAliasCreation ?? false);
    const saved = saveUser(context, { ...verified, status: 'CONFIRMED' });
    await tellConfirmed(context, pool, saved, {
      source: 'ConfirmSignUp',
      caller: { clientId: client.id, clientMetadata: input.ClientMetadata },
    });
    return {};
  },
});
