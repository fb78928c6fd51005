import { CognitoError } from '../protocol/cognito-error.js';
import { refusals } from '../protocol/refusals.js';
import type { PoolRecord, UserRecord } from '../store/records.js';
import { isVerified, verifiedContact } from './code-delivery.js';

const CONTACTS = { verified_email: 'email', verified_phone_number: 'phone_number' } as const;

/** Where a reset code goes: the pool's recovery mechanisms in their order, the first that the user has verified. */
export function recoveryContact(pool: PoolRecord, user: UserRecord): 'email' | 'phone_number' | undefined {
  const mechanisms = pool.settings.AccountRecoverySetting?.RecoveryMechanisms ?? [];
  if (mechanisms.length === 0) {
    return verifiedContact(user);
  }
  return mechanisms
    .toSorted((left, right) => (left.Priority ?? 0) - (right.Priority ?? 0))
    .flatMap(({ Name }) => (Name === undefined || Name === 'admin_only' ? [] : CONTACTS[Name]))
    .find((contact) => isVerified(user, contact));
}

export function requireSelfRecovery(pool: PoolRecord): void {
  const mechanisms = pool.settings.AccountRecoverySetting?.RecoveryMechanisms ?? [];
  if (mechanisms.some(({ Name }) => Name === 'admin_only')) {
    throw new CognitoError('NotAuthorizedException', 'Contact administrator to reset password.');
  }
}

/** Only a password that the user has chosen itself can be reset by it. */
export function requireOwnPassword(user: UserRecord): void {
  if (user.status === 'FORCE_CHANGE_PASSWORD' || user.status === 'EXTERNAL_PROVIDER') {
    throw refusals.passwordNotResettable();
  }
}
