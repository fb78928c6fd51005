import { CognitoError } from '../protocol/cognito-error.js';
import type { OperationContext } from '../protocol/operation-context.js';
import { refusals } from '../protocol/refusals.js';
import type { ClientRecord, PoolRecord, UserRecord } from '../store/records.js';
import { findUser } from '../users/find-user.js';
import {
  clearFailures,
  countFailure,
  lockoutSubject,
  requireUnlocked,
  unknownUserSubject,
} from './lockout.js';

interface Credentials {
  readonly pool: PoolRecord;
  readonly client: ClientRecord;
  readonly username: string;
  readonly password: string;
}

/** The user whose password this is and who may sign in with it. */
export async function checkPassword(
  context: OperationContext,
  credentials: Credentials,
): Promise<UserRecord> {
  const user = findUser(context, credentials.pool, credentials.username);
  if (user === undefined) {
    return refuseUnknown(context, credentials);
  }
  const subject = lockoutSubject('password', user);
  requireUnlocked(context, subject);
  if (context.passwordCheckOrder === 'status-first') {
    requireStatus(user);
  }
  const isRight =
    user.password === undefined
      ? await context.passwords.matchesNothing(credentials.password)
      : await context.passwords.matches(credentials.password, user.password);
  if (!isRight) {
    countFailure(context, subject);
    throw refusals.incorrectCredentials();
  }
  requireStatus(user);
  requireUnexpired(context, user);
  clearFailures(context, subject);
  return user;
}

async function refuseUnknown(context: OperationContext, credentials: Credentials): Promise<never> {
  if (credentials.client.settings.PreventUserExistenceErrors !== 'ENABLED') {
    throw refusals.userNotFound();
  }
  const subject = unknownUserSubject(credentials.pool.id, credentials.username);
  requireUnlocked(context, subject);
  await context.passwords.matchesNothing(credentials.password);
  countFailure(context, subject);
  throw refusals.incorrectCredentials();
}

function requireStatus(user: UserRecord): void {
  if (!user.enabled) {
    throw refusals.userDisabled();
  }
  if (user.status === 'UNCONFIRMED') {
    throw refusals.userNotConfirmed();
  }
  if (user.status === 'RESET_REQUIRED') {
    throw refusals.passwordResetRequired();
  }
}

function requireUnexpired(context: OperationContext, user: UserRecord): void {
  if (user.passwordExpiresAt !== undefined && user.passwordExpiresAt <= context.now()) {
    throw new CognitoError(
      'NotAuthorizedException',
      'Temporary password has expired and must be reset by an administrator.',
    );
  }
}
