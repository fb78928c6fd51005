export const PROFILE_STATUSES = ['UNCONFIRMED', 'ACTIVE', 'DISABLED'] as const;

export type ProfileStatus = (typeof PROFILE_STATUSES)[number];

/** What the service keeps on a person; Cognito keeps the credentials. Times are ISO 8601 UTC with milliseconds. */
export interface Profile {
  /** Cognito `sub`. */
  readonly userId: string;
  /** Lower case. */
  readonly email: string;
  readonly emailVerified: boolean;
  readonly firstName: string;
  readonly lastName: string;
  /** Business data; it authorises nothing (groups do). */
  readonly role: string;
  readonly department: string | null;
  readonly employeeId: string | null;
  readonly status: ProfileStatus;
  /** Mirror of the Cognito groups, kept so that a removal takes effect on tokens already issued. */
  readonly groups: readonly string[];
  readonly mfaEnabled: boolean;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly lastLoginAt: string | null;
  readonly termsVersion: string | null;
  readonly termsAcceptedAt: string | null;
  /** When the password was last set; absent where it is as old as the profile. */
  readonly passwordChangedAt?: string;
  /** Raised by one with each change a client can see in an `ETag`; a sign-in does not raise it. */
  readonly version: number;
}

/** What a sign-up says of a person, before Cognito gave them an id. */
export interface ProfileDraft {
  readonly firstName: string;
  readonly lastName: string;
  readonly role: string;
  readonly department: string | null;
  readonly employeeId: string | null;
  readonly termsVersion: string | null;
  readonly termsAcceptedAt: string | null;
}

/** What the identity provider knows of a user at a sign-in or a confirmation. */
export interface IdentitySnapshot extends ProfileDraft {
  readonly userId: string;
  readonly email: string;
  readonly emailVerified: boolean;
}

/** The fields a profile's owner or an admin may change. */
export interface ProfileChanges {
  readonly firstName?: string;
  readonly lastName?: string;
  readonly department?: string | null;
  readonly role?: string;
  readonly employeeId?: string | null;
}
