import type { Profile, ProfileStatus } from './profile.js';

/** Which profiles are wanted; all that is given must hold. */
export interface ProfileQuery {
  /** The beginning of the address, in lower case. */
  readonly email?: string;
  readonly role?: string;
  readonly department?: string;
  readonly status?: ProfileStatus;
}

export interface ProfilePage {
  /** May hold fewer than asked for, even none, although there are more: a page does bounded work. */
  readonly profiles: readonly Profile[];
  /** Where the next page goes on, or null after the last. */
  readonly next: string | null;
}

export function matchesQuery(profile: Profile, { email, role, department, status }: ProfileQuery): boolean {
  return (
    (email === undefined || profile.email.startsWith(email)) &&
    (role === undefined || profile.role === role) &&
    (department === undefined || profile.department === department) &&
    (status === undefined || profile.status === status)
  );
}
