import { Injectable } from '@nestjs/common';
import { IdentityAdministration } from '../auth/identity-administration.port.js';
import { RolePolicy } from '../auth/role-policy.js';
import type { Caller } from '../shared/caller.js';
import type { Profile, ProfileChanges } from '../users/profile.js';
import { ProfilesService } from '../users/profiles.service.js';
import { AdminActions } from './admin-actions.js';

/** Changes somebody's profile. */
@Injectable()
export class ProfileChangeFlow {
  constructor(
    private readonly actions: AdminActions,
    private readonly profiles: ProfilesService,
    private readonly identity: IdentityAdministration,
    private readonly roles: RolePolicy,
  ) {}

  /**
   * The profile first, because it is what the service goes by and what `If-Match` protects; Cognito's copy of the names, which
   * only shows in ID tokens, follows it, and a repeat brings it up to date.
   */
  change(caller: Caller, userId: string, changes: ProfileChanges, version?: number): Promise<Profile> {
    const details = { fields: Object.keys(changes).join(' ') };
    return this.actions.performOn(caller, 'update_user', { userId, details }, async () => {
      if (changes.role !== undefined) this.roles.requireKnown(changes.role);
      const profile = await this.profiles.update(userId, changes, version);
      if (changes.firstName !== undefined || changes.lastName !== undefined) {
        await this.identity.updateNames(userId, profile.firstName, profile.lastName);
      }
      return profile;
    });
  }
}
