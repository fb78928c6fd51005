import type { ProfilePage, ProfileQuery } from './profile-query.js';
import type { IdentitySnapshot, Profile, ProfileChanges, ProfileStatus } from './profile.js';

export interface SignInFacts {
  readonly identity: IdentitySnapshot;
  /** Groups in the ID token just issued. */
  readonly groups: readonly string[];
  readonly mfaEnabled: boolean;
  /** Where this sign-in has set a password. ISO 8601. */
  readonly passwordChangedAt?: string;
  /** `iat` of that token, epoch seconds. */
  readonly issuedAt: number;
  /** ISO 8601. */
  readonly at: string;
}

export type SignInRecorded =
  { readonly outcome: 'recorded'; readonly profile: Profile } | { readonly outcome: 'disabled' };

export type ProfileUpdated =
  | { readonly outcome: 'updated'; readonly profile: Profile }
  | { readonly outcome: 'stale' }
  | { readonly outcome: 'missing' };

/** Storage of profiles. Every write is one conditional write on one item, so a crash leaves no half-done change. */
export abstract class ProfileRepository {
  /** The profile, read consistently, or null. */
  abstract find(userId: string): Promise<Profile | null>;

  /** Creates the profile of a new account; where one exists already, it is left alone and returned (safe to repeat). */
  abstract create(identity: IdentitySnapshot, status: ProfileStatus, at: string): Promise<Profile>;

  /** Marks the account as confirmed and its address as verified; creates the profile where a crash left none. */
  abstract confirm(identity: IdentitySnapshot, at: string): Promise<Profile>;

  /**
   * One write at each sign-in: last login, verified address, groups and MFA state as Cognito has them now. Creates the
   * profile where a crash left none. Names, role and department of an existing profile stay. Refused when disabled.
   * Groups and address stay too where they were changed here after the token was issued, and a factor that was set up then.
   */
  abstract recordSignIn(facts: SignInFacts): Promise<SignInRecorded>;

  /** Changes fields and raises the version. With `expectedVersion` only if that is still the version (`stale` otherwise). */
  abstract update(
    userId: string,
    changes: ProfileChanges,
    at: string,
    expectedVersion?: number,
  ): Promise<ProfileUpdated>;

  /** Sets the mirror of the MFA state; nothing happens where there is no profile. */
  abstract setMfaEnabled(userId: string, enabled: boolean, at: string): Promise<void>;

  /** Notes that the password was set; nothing happens where there is no profile. */
  abstract setPasswordChanged(userId: string, at: string): Promise<void>;

  /** The profile with this status, or null where there is none. Changes nothing where it has the status already. */
  abstract setStatus(userId: string, status: ProfileStatus, at: string): Promise<Profile | null>;

  /**
   * The three that keep the mirror of Cognito's groups: all of them, one more, one less. They answer the profile, or null
   * where there is none, and may be repeated. A sign-in whose token is older does not undo them.
   */
  abstract setGroups(userId: string, groups: readonly string[], at: string): Promise<Profile | null>;
  abstract addGroup(userId: string, group: string, at: string): Promise<Profile | null>;
  abstract removeGroup(userId: string, group: string, at: string): Promise<Profile | null>;

  /** The profile with a new, verified address, or null where there is none. A sign-in whose token is older keeps it. */
  abstract setEmail(userId: string, email: string, at: string): Promise<Profile | null>;

  /** Erases the profile; nothing happens where there is none. */
  abstract delete(userId: string): Promise<void>;

  /** The profile with this address, or null. An index is asked, so an address written a moment ago may not be found yet. */
  abstract findByEmail(email: string): Promise<Profile | null>;

  /**
   * A page of at most `limit` profiles, newest first, or by address where its beginning is asked for; it costs the same
   * however many there are. `position` is the `next` of the page before, null for the first. Profiles that come and go
   * meanwhile neither hide nor repeat another one.
   */
  abstract list(query: ProfileQuery, limit: number, position: string | null): Promise<ProfilePage>;
}
