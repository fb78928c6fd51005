import { Injectable } from '@nestjs/common';
import { IdentityAdministration } from '../auth/identity-administration.port.js';
import { Settings } from '../config/settings.js';
import { AppError } from '../shared/app-error.js';
import type { Caller } from '../shared/caller.js';
import { Clock } from '../shared/clock.js';
import { AdminDepartures } from './admin-departures.port.js';

/** Longer than it takes to write that somebody is no administrator any more, and for every instance to know it. */
const DEPARTURE_MS = 120_000;
/** More administrators than anybody has. */
const MEMBERS_AT_MOST = 1_000;

/**
 * Sees to it that somebody is always left in the admin group. An administrator cannot be removed by themselves, so whoever
 * removes another one stays; only where two remove each other at once could both go, and that is what departures prevent.
 */
@Injectable()
export class AdminSafeguard {
  constructor(
    private readonly identity: IdentityAdministration,
    private readonly departures: AdminDepartures,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /** To be asked right before somebody's rights are taken: throws `own_account` or `last_admin`. */
  async letGo(caller: Caller, userId: string): Promise<void> {
    if (caller.userId === userId) throw new AppError('own_account');
    const groups = await this.identity.groupsOf(userId);
    if (!groups?.some(({ name }) => this.isAdminGroup(name))) return;
    await this.requireOthers(caller, userId);
    const at = this.clock.now();
    const departure = { userId, by: caller.userId, at, until: at + DEPARTURE_MS };
    if (!(await this.departures.announce(departure))) throw new AppError('last_admin');
  }

  /** To be told when somebody may be an administrator again. */
  welcome(userId: string): Promise<void> {
    return this.departures.forget(userId);
  }

  isAdminGroup(group: string): boolean {
    return group === this.settings.adminGroup;
  }

  /** The caller stays, unless Cognito was changed behind the service's back since their token was issued. */
  private async requireOthers(caller: Caller, userId: string): Promise<void> {
    const members = await this.identity.members(this.settings.adminGroup, MEMBERS_AT_MOST);
    if (members.includes(caller.userId)) return;
    for (const member of members.filter((each) => each !== userId)) {
      if ((await this.identity.find(member))?.enabled === true) return;
    }
    throw new AppError('last_admin');
  }
}
