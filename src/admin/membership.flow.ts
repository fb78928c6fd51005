import { Injectable } from '@nestjs/common';
import { AdminSafeguard } from '../auth/admin-safeguard.js';
import type { PoolGroup } from '../auth/identity-administration.port.js';
import { AppError } from '../shared/app-error.js';
import type { Caller } from '../shared/caller.js';
import { AdminActions } from './admin-actions.js';
import { GroupMemberships } from './group-memberships.js';

/** Puts somebody into a group, and takes them out of it. */
@Injectable()
export class MembershipFlow {
  constructor(
    private readonly actions: AdminActions,
    private readonly memberships: GroupMemberships,
    private readonly safeguard: AdminSafeguard,
  ) {}

  list(caller: Caller, userId: string): Promise<readonly PoolGroup[]> {
    return this.actions.perform(caller, 'list_groups', { userId }, () => this.memberships.of(userId));
  }

  add(caller: Caller, userId: string, group: string): Promise<void> {
    return this.actions.performOn(caller, 'add_to_group', { userId, details: { group } }, async () => {
      if ((await this.memberships.add(userId, group)) !== 'done') throw new AppError('not_found');
    });
  }

  remove(caller: Caller, userId: string, group: string): Promise<void> {
    return this.actions.performOn(caller, 'remove_from_group', { userId, details: { group } }, async () => {
      if (this.safeguard.isAdminGroup(group)) await this.safeguard.letGo(caller, userId);
      if ((await this.memberships.remove(userId, group)) !== 'done') throw new AppError('not_found');
    });
  }
}
