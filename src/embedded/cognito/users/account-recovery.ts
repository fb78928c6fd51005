import { preferredFactor } from '../auth/mfa-factors.js';
import { recoveryMechanisms } from '../pools/recovery-mechanisms.js';
import { CognitoError } from '../protocol/cognito-error.js';
import { refusals } from '../protocol/refusals.js';
import type { PoolRecord, UserRecord } from '../store/records.js';
import { isVerified } from './code-delivery.js';
import { type Contact, CONTACTS } from './contacts.js';

const MECHANISM_CONTACTS = { verified_email: 'email', verified_phone_number: 'phone_number' } as const;
const FACTOR_OF = { email: 'EMAIL_OTP', phone_number: 'SMS_MFA' } as const;

/**
 * Where a reset code goes: the pool's recovery mechanisms in their order, the first that the user has verified. An
 * address that second factors are sent to resets no password.
 */
export function recoveryContact(pool: PoolRecord, user: UserRecord): Contact | undefined {
  const mechanisms = recoveryMechanisms(pool);
  const contacts =
    mechanisms.length === 0
      ? CONTACTS
      : mechanisms.flatMap((name) => (name === 'admin_only' ? [] : MECHANISM_CONTACTS[name]));
  const factor = pool.mfa.MfaConfiguration === 'OFF' ? undefined : preferredFactor(pool, user);
  return contacts.find((contact) => isVerified(user, contact) && FACTOR_OF[contact] !== factor);
}

export function requireSelfRecovery(pool: PoolRecord): void {
  if (recoveryMechanisms(pool).includes('admin_only')) {
    throw new CognitoError('NotAuthorizedException', 'Contact administrator to reset password.');
  }
}

/** Only a password that the user has chosen itself can be reset by it. */
export function requireOwnPassword(user: UserRecord): void {
  if (user.status === 'FORCE_CHANGE_PASSWORD' || user.status === 'EXTERNAL_PROVIDER') {
    throw refusals.passwordNotResettable();
  }
}
