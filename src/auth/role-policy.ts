import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { AppError } from '../shared/app-error.js';
import type { IdentitySnapshot } from '../users/profile.js';
import { believedIdentity } from './believed-identity.js';

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

  /** What an account says of itself, its role only as far as its owner could have chosen it. */
  restrict<T extends IdentitySnapshot>(identity: T): T {
    return believedIdentity(this.settings, identity);
  }
}
