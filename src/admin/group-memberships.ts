import { Injectable } from '@nestjs/common';
import { AdminSafeguard } from '../auth/admin-safeguard.js';
import {
  IdentityAdministration,
  type MembershipResult,
  type Page,
  type PoolGroup,
} from '../auth/identity-administration.port.js';
import { AppError } from '../shared/app-error.js';
import { ProfilesService } from '../users/profiles.service.js';

/** As many as Cognito lists at a time. */
const GROUPS_AT_ONCE = 60;

/** Who is in which group: Cognito's word, and the mirror in the profile by which tokens already issued are judged. */
@Injectable()
export class GroupMemberships {
  constructor(
    private readonly identity: IdentityAdministration,
    private readonly profiles: ProfilesService,
    private readonly safeguard: AdminSafeguard,
  ) {}

  /** The user's groups as Cognito has them; `not_found` where there is no such user. */
  async of(userId: string): Promise<readonly PoolGroup[]> {
    const groups = await this.identity.groupsOf(userId);
    if (groups === null) throw new AppError('not_found');
    return groups;
  }

  /** Refuses names of groups that do not exist (400), before anything is made that should have them. */
  async requireKnown(names: readonly string[]): Promise<void> {
    const unknown = new Set(names);
    let next: string | null = null;
    while (unknown.size > 0) {
      const page: Page<PoolGroup> = await this.identity.listGroups(GROUPS_AT_ONCE, next);
      for (const { name } of page.items) unknown.delete(name);
      if (page.next === null) break;
      next = page.next;
    }
    if (unknown.size > 0) throw unknownGroup();
  }

  /** Cognito first: until it has agreed nothing is granted, and a repeat completes the mirror. */
  async add(userId: string, group: string): Promise<MembershipResult> {
    const result = await this.identity.addToGroup(userId, group);
    if (result !== 'done') return result;
    await this.profiles.addGroup(userId, group);
    if (this.safeguard.isAdminGroup(group)) await this.safeguard.welcome(userId);
    return result;
  }

  /**
   * The mirror first, because that is what refuses tokens already issued; and once more at the end, because a sign-in
   * between the two brings the group back.
   */
  async remove(userId: string, group: string): Promise<MembershipResult> {
    await this.profiles.removeGroup(userId, group);
    const result = await this.identity.removeFromGroup(userId, group);
    if (result === 'done') await this.profiles.removeGroup(userId, group);
    return result;
  }
}

export function unknownGroup(): AppError {
  return new AppError('validation_failed', {
    errors: [{ field: 'groups', message: 'must be groups that exist' }],
  });
}
