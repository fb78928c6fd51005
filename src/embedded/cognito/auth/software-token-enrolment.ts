import { CognitoError } from '../protocol/cognito-error.js';
import type { OperationContext } from '../protocol/operation-context.js';
import { refusals } from '../protocol/refusals.js';
import type { PoolRecord, UserRecord } from '../store/records.js';
import { matchTotpStep } from '../totp/totp.js';
import { saveUser } from '../users/find-user.js';
import { clearFailures, countFailure, lockoutSubject, requireUnlocked } from './lockout.js';

interface EnrolmentProof {
  readonly secret: string;
  readonly code: string;
  readonly deviceName: string | undefined;
}

export function requireSoftwareTokenPool(pool: PoolRecord): void {
  if (pool.mfa.SoftwareTokenMfaConfiguration?.Enabled !== true) {
    throw new CognitoError(
      'SoftwareTokenMFANotFoundException',
      'Software Token MFA has not been enabled by the userPool',
    );
  }
}

/** Makes a secret the user's software token, once a code proves that the user holds it. */
export function enrolSoftwareToken(
  context: OperationContext,
  user: UserRecord,
  { secret, code, deviceName }: EnrolmentProof,
): void {
  const subject = lockoutSubject('mfa', user);
  requireUnlocked(context, subject);
  const step = matchTotpStep(secret, code, context.now());
  if (step === undefined) {
    countFailure(context, subject);
    throw new CognitoError(
      'EnableSoftwareTokenMFAException',
      'Code mismatch and fail enable Software Token MFA',
    );
  }
  if (user.softwareToken?.secret === secret && step <= user.softwareToken.lastStep) {
    throw refusals.softwareTokenReplayed();
  }
  clearFailures(context, subject);
  saveUser(context, {
    ...user,
    softwareToken: { secret, deviceName, lastStep: step },
    pendingSoftwareToken: undefined,
  });
}
