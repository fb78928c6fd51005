import { profileStatusOf } from '../../admin/profile-status-of.js';
import type { AdministeredAccount } from '../../auth/identity-administration.port.js';
import type { Profile } from '../../users/profile.js';
import type { Finding, FindingKind } from './finding.js';

/**
 * Where an account and its profile do not agree, groups apart. Cognito is written first, so its word counts, except that
 * somebody whom either side has disabled stays outside.
 */
export function findingsOf(account: AdministeredAccount, profile: Profile | null): Finding[] {
  const { userId } = account.identity;
  return kindsOf(account, profile).map((kind) => ({ userId, kind }));
}

function kindsOf(account: AdministeredAccount, profile: Profile | null): FindingKind[] {
  const { email, emailVerified } = account.identity;
  if (profile === null) return [email === '' ? 'account_without_address' : 'profile_missing'];
  const standing = standingOf(account, profile);
  // A confirmation brings the verified address along.
  if (standing === 'confirmation_missing' && emailVerified) return [standing];
  const address = email === profile.email && (profile.emailVerified || !emailVerified) ? null : 'address';
  return [
    ...(standing === null ? [] : [standing]),
    ...(address === null || email === '' ? [] : [addressKind(emailVerified)]),
  ];
}

function standingOf(account: AdministeredAccount, profile: Profile): FindingKind | null {
  if (profile.status === 'DISABLED') return account.enabled ? 'account_enabled' : null;
  if (!account.enabled) return 'account_disabled';
  const waits = profile.status === 'UNCONFIRMED' && profileStatusOf(account) === 'ACTIVE';
  return waits ? 'confirmation_missing' : null;
}

function addressKind(verified: boolean): FindingKind {
  return verified ? 'address_differs' : 'address_unverified';
}
