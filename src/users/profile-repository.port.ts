import type { IdentitySnapshot, Profile, ProfileChanges } from './profile.js';

export interface SignInFacts {
  readonly identity: IdentitySnapshot;
  /** Groups in the ID token just issued. */
  readonly groups: readonly string[];
  readonly mfaEnabled: boolean;
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
  abstract create(identity: IdentitySnapshot, status: Profile['status'], at: string): Promise<Profile>;

  /** Marks the account as confirmed and its address as verified; creates the profile where a crash left none. */
  abstract confirm(identity: IdentitySnapshot, at: string): Promise<Profile>;

  /**
   * One write at each sign-in: last login, verified address, groups and MFA state as Cognito has them now. Creates the
   * profile where a crash left none. Names, role and department of an existing profile stay. Refused when disabled.
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
}
