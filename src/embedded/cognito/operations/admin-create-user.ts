import type {
  AdminCreateUserCommandInput,
  AdminCreateUserCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { makeTemporaryPassword } from '../passwords/password-policy.js';
import { requirePool } from '../pools/find-pool.js';
import { CognitoError } from '../protocol/cognito-error.js';
import { attributeList, clientMetadata, password, userPoolId, username } from '../protocol/input-fields.js';
import { inputOf, listOf, optional, type Parsed, required } from '../protocol/input-shape.js';
import type { OperationContext } from '../protocol/operation-context.js';
import { operation } from '../protocol/operation.js';
import { refusals } from '../protocol/refusals.js';
import { flag, oneOf } from '../protocol/scalar-checks.js';
import type { WireOutput } from '../protocol/wire-output.js';
import type { PoolRecord, UserRecord } from '../store/records.js';
import { decideSignUp } from '../triggers/pre-sign-up.js';
import { newAttributes } from '../users/attributes.js';
import { requireUser, saveUser } from '../users/find-user.js';
import { sendInvitation } from '../users/invitation.js';
import { blankUser, nameNewUser, requireNewName } from '../users/new-user.js';
import { withTemporaryPassword } from '../users/set-password.js';
import { userView } from '../users/user-view.js';
import { claimVerifiedAliases } from '../users/verify-contact.js';

const members = inputOf<AdminCreateUserCommandInput>()({
  UserPoolId: required(userPoolId),
  Username: required(username),
  UserAttributes: optional(attributeList),
  ValidationData: optional(attributeList),
  TemporaryPassword: optional(password),
  ForceAliasCreation: optional(flag()),
  MessageAction: optional(oneOf(['RESEND', 'SUPPRESS'])),
  DesiredDeliveryMediums: optional(listOf(oneOf(['SMS', 'EMAIL']))),
  ClientMetadata: optional(clientMetadata),
});

type Input = Parsed<typeof members>;

export const adminCreateUser = operation({
  name: 'AdminCreateUser',
  input: members,
  handle: async (input, context): Promise<WireOutput<AdminCreateUserCommandOutput>> => {
    const pool = requirePool(context, input.UserPoolId);
    if (input.MessageAction === 'SUPPRESS' && input.TemporaryPassword === undefined) {
      throw refusals.invalidParameter('User is required to have a password');
    }
    const user =
      input.MessageAction === 'RESEND'
        ? invitedUser(context, pool, input)
        : await newUser(context, pool, input);
    const temporary = input.TemporaryPassword ?? makeTemporaryPassword(pool);
    const saved = saveUser(context, await withTemporaryPassword(context, pool, user, temporary));
    if (input.MessageAction !== 'SUPPRESS') {
      await sendInvitation(context, pool, saved, {
        password: temporary,
        mediums: input.DesiredDeliveryMediums ?? ['SMS'],
        caller: { clientMetadata: input.ClientMetadata },
      });
    }
    return { User: userView(saved) };
  },
});

async function newUser(context: OperationContext, pool: PoolRecord, input: Input): Promise<UserRecord> {
  const { implied, ...name } = nameNewUser(context, pool, input.Username);
  const attributes = newAttributes(pool, input.UserAttributes ?? [], implied);
  // What it decides does not count here; it can only refuse.
  await decideSignUp(context, pool, {
    source: 'AdminCreateUser',
    username: name.username,
    attributes,
    caller: { clientMetadata: input.ClientMetadata },
    validationData: input.ValidationData,
  });
  const user = blankUser(context, pool, {
    ...name,
    attributes,
    password: undefined,
    status: 'FORCE_CHANGE_PASSWORD',
  });
  return claimVerifiedAliases(context, pool, user, input.ForceAliasCreation ?? false);
}

/** Named as a new user would be: nobody has seen Cognito take anything else. */
function invitedUser(context: OperationContext, pool: PoolRecord, input: Input): UserRecord {
  requireNewName(pool, input.Username);
  const user = requireUser(context, pool, input.Username);
  if (user.status !== 'FORCE_CHANGE_PASSWORD') {
    throw new CognitoError(
      'UnsupportedUserStateException',
      `Resend not possible. Current user state is ${user.status}.`,
    );
  }
  return user;
}
