import type { AdministeredAccount } from '../auth/identity-administration.port.js';
import type { ProfileStatus } from '../users/profile.js';

/** The status of the profile that fits an account; an invitation that was not taken up waits like a sign-up. */
export function profileStatusOf({ enabled, status }: AdministeredAccount): ProfileStatus {
  if (!enabled) return 'DISABLED';
  return status === 'UNCONFIRMED' || status === 'FORCE_CHANGE_PASSWORD' ? 'UNCONFIRMED' : 'ACTIVE';
}
