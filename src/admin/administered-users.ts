import { Injectable } from '@nestjs/common';
import { IdentityAdministration } from '../auth/identity-administration.port.js';
import { RolePolicy } from '../auth/role-policy.js';
import { AppError } from '../shared/app-error.js';
import type { Profile } from '../users/profile.js';
import { ProfilesService } from '../users/profiles.service.js';
import { profileStatusOf } from './profile-status-of.js';

/** Whom an administrator means by a user id. */
@Injectable()
export class AdministeredUsers {
  constructor(
    private readonly profiles: ProfilesService,
    private readonly identity: IdentityAdministration,
    private readonly roles: RolePolicy,
  ) {}

  /**
   * The profile; one that a crash left unmade, or that waits for a first sign-in, is made now from the account, so that
   * nobody is out of an administrator's reach. `not_found` where there is neither.
   */
  async find(userId: string): Promise<Profile> {
    const profile = await this.profiles.find(userId);
    if (profile !== null) return profile;
    const account = await this.identity.find(userId);
    // Cognito also finds people by names that are no ids of ours.
    if (account?.identity.userId !== userId) throw new AppError('not_found');
    const groups = (await this.identity.groupsOf(userId)) ?? [];
    await this.profiles.create(this.roles.restrict(account.identity), profileStatusOf(account));
    return this.profiles.setGroups(
      userId,
      groups.map(({ name }) => name),
    );
  }
}
