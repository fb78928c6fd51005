import type { IdentitySnapshot } from '../users/profile.js';

export interface RoleRules {
  readonly selfAssignableRoles: readonly string[];
  readonly defaultRole: string;
}

/**
 * The role attribute in Cognito can be written by its owner, so it is believed only as far as the owner could have chosen it
 * at sign-up. It matters only where a profile was lost to a crash, or is not there yet.
 */
export function believedIdentity<T extends IdentitySnapshot>(rules: RoleRules, identity: T): T {
  const allowed = rules.selfAssignableRoles.includes(identity.role);
  return allowed ? identity : { ...identity, role: rules.defaultRole };
}
