import { Injectable } from '@nestjs/common';
import { AdminSafeguard } from '../auth/admin-safeguard.js';
import { IdentityAdministration, type PoolGroup } from '../auth/identity-administration.port.js';
import { AppError } from '../shared/app-error.js';
import type { Caller } from '../shared/caller.js';
import { Cursors } from '../shared/cursors.js';
import { ProfilesService } from '../users/profiles.service.js';
import { AdminActions } from './admin-actions.js';

export interface GroupListRequest {
  readonly limit: number;
  /** The `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
}

export interface GroupList {
  readonly groups: readonly PoolGroup[];
  readonly nextCursor: string | null;
}

const LIST = 'pool groups';
const EVERYBODY = Number.MAX_SAFE_INTEGER;
const AT_ONCE = 10;

/** The groups of the pool. */
@Injectable()
export class PoolGroupsFlow {
  constructor(
    private readonly actions: AdminActions,
    private readonly identity: IdentityAdministration,
    private readonly profiles: ProfilesService,
    private readonly safeguard: AdminSafeguard,
    private readonly cursors: Cursors,
  ) {}

  list(caller: Caller, { limit, cursor }: GroupListRequest): Promise<GroupList> {
    return this.actions.perform(caller, 'list_pool_groups', {}, async () => {
      const position = cursor === undefined ? null : this.cursors.open(LIST, cursor);
      const { items, next } = await this.identity.listGroups(limit, position);
      return { groups: items, nextCursor: next === null ? null : this.cursors.seal(LIST, next) };
    });
  }

  create(caller: Caller, { name, description }: PoolGroup): Promise<PoolGroup> {
    return this.actions.perform(caller, 'create_group', { details: { group: name } }, async () => {
      if ((await this.identity.createGroup(name, description)) === 'exists')
        throw new AppError('group_exists');
      return { name, description };
    });
  }

  /**
   * The mirrors of its members first, because they are what refuses tokens already issued, and a repeat finds the members
   * as long as the group is there; and once more after it, because sign-ins in between bring the group back.
   */
  delete(caller: Caller, name: string): Promise<void> {
    return this.actions.perform(caller, 'delete_group', { details: { group: name } }, async () => {
      if (this.safeguard.isAdminGroup(name)) throw new AppError('last_admin');
      const members = await this.identity.members(name, EVERYBODY);
      await this.takeFrom(members, name);
      if (!(await this.identity.deleteGroup(name))) throw new AppError('not_found');
      await this.takeFrom(members, name);
    });
  }

  private async takeFrom(members: readonly string[], group: string): Promise<void> {
    for (let from = 0; from < members.length; from += AT_ONCE) {
      await Promise.all(members.slice(from, from + AT_ONCE).map((userId) => this.takeFromOne(userId, group)));
    }
  }

  /** A member without a profile has nothing that could be taken. */
  private async takeFromOne(userId: string, group: string): Promise<void> {
    try {
      await this.profiles.removeGroup(userId, group);
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'not_found')) throw error;
    }
  }
}
