import type { IdentitySnapshot, Profile, ProfileStatus } from './profile.js';

/** The profile of an account that has none yet. */
export function newProfile(identity: IdentitySnapshot, status: ProfileStatus, at: string): Profile {
  return {
    userId: identity.userId,
    email: identity.email.toLowerCase(),
    emailVerified: identity.emailVerified,
    firstName: identity.firstName,
    lastName: identity.lastName,
    role: identity.role,
    department: identity.department,
    employeeId: identity.employeeId,
    status,
    groups: [],
    mfaEnabled: false,
    createdAt: at,
    updatedAt: at,
    lastLoginAt: null,
    termsVersion: identity.termsVersion,
    termsAcceptedAt: identity.termsAcceptedAt,
    version: 1,
  };
}
