import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { AppError } from '../shared/app-error.js';
import type { Caller } from '../shared/caller.js';
import { Clock } from '../shared/clock.js';
import { AdminDepartures } from './admin-departures.port.js';
import { IdentityAdministration } from './identity-administration.port.js';

/** Longer than it takes to write that somebody is no administrator any more, and for every instance to know it. */
const DEPARTURE_MS = 120_000;
/** More administrators than anybody has. */
const MEMBERS_AT_MOST = 1_000;

/**
 * Sees to it that somebody is always left in the admin group. Whoever removes another one stays, and who erases their own
 * account goes only where another one stays; several could still go at once, and that is what departures prevent.
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
    if (!(await this.isAdministrator(userId))) return;
    await this.requireOthers(caller, userId);
    if (!(await this.announce(userId, caller.userId))) throw new AppError('last_admin');
  }

  /** To be asked right before people erase their own account: throws `last_admin` where no other administrator would stay. */
  async leave(userId: string): Promise<void> {
    if (!(await this.isAdministrator(userId))) return;
    for await (const other of this.othersOf(userId, await this.administrators())) {
      if (await this.announce(userId, other)) return;
    }
    throw new AppError('last_admin');
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
    const administrators = await this.administrators();
    if (administrators.includes(caller.userId)) return;
    const other = await this.othersOf(userId, administrators).next();
    if (other.done === true) throw new AppError('last_admin');
  }

  private async isAdministrator(userId: string): Promise<boolean> {
    const groups = await this.identity.groupsOf(userId);
    return groups?.some(({ name }) => this.isAdminGroup(name)) === true;
  }

  private administrators(): Promise<readonly string[]> {
    return this.identity.members(this.settings.adminGroup, MEMBERS_AT_MOST);
  }

  /** Only who can sign in counts. */
  private async *othersOf(userId: string, administrators: readonly string[]): AsyncGenerator<string, void> {
    for (const other of administrators) {
      if (other !== userId && (await this.identity.find(other))?.enabled === true) yield other;
    }
  }

  private announce(userId: string, by: string): Promise<boolean> {
    const at = this.clock.now();
    return this.departures.announce({ userId, by, at, until: at + DEPARTURE_MS });
  }
}
