import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { AppError } from '../shared/app-error.js';
import type { IdentitySnapshot } from '../users/profile.js';

/** Which roles there are, and which people may give themselves: those of `SELF_ASSIGNABLE_ROLES`, and nothing else, ever. */
@Injectable()
export class RolePolicy {
  constructor(private readonly settings: Settings) {}

  /** The role of a sign-up; refuses one that does not exist (400) or that only an admin gives (403). */
  chosenAtSignUp(role: string | undefined): string {
    if (role === undefined) return this.settings.defaultRole;
    this.requireKnown(role);
    if (!this.settings.selfAssignableRoles.includes(role)) throw new AppError('role_not_self_assignable');
    return role;
  }

  /** Refuses a role that is not one of `ROLES` (400); administrators may give any that is. */
  requireKnown(role: string): void {
    if (this.settings.roles.includes(role)) return;
    throw new AppError('validation_failed', {
      errors: [{ field: 'role', message: `must be one of ${this.settings.roles.join(', ')}` }],
    });
  }

  /**
   * The role attribute in Cognito can be written by its owner, so it is believed only as far as the owner could have
   * chosen it at sign-up. It matters only where a profile was lost to a crash.
   */
  restrict<T extends IdentitySnapshot>(identity: T): T {
    const allowed = this.settings.selfAssignableRoles.includes(identity.role);
    return allowed ? identity : { ...identity, role: this.settings.defaultRole };
  }
}
