import { Injectable } from '@nestjs/common';
import {
  type AdministeredAccount,
  IdentityAdministration,
  type Page,
  type PoolGroup,
} from '../../auth/identity-administration.port.js';
import type { Profile } from '../../users/profile.js';
import { ProfilesService } from '../../users/profiles.service.js';
import { CognitoPaces } from '../cognito-paces.js';
import { inParallel } from '../in-parallel.js';
import { withPatience } from '../with-patience.js';
import { AccountMending } from './account-mending.js';
import type { Finding } from './finding.js';
import { findingsOf } from './findings-of.js';
import type { ReconciliationRun } from './reconciliation-run.js';

/** As many as Cognito lists at a time. */
const PAGE = 60;
const AT_ONCE = 8;

/** Every account of the pool, with its profile. */
@Injectable()
export class AccountWalk {
  constructor(
    private readonly identity: IdentityAdministration,
    private readonly profiles: ProfilesService,
    private readonly mending: AccountMending,
    private readonly paces: CognitoPaces,
  ) {}

  /** By ListUsers alone: asking for each user would make every one of them count as active on Amazon's bill. */
  async walk(run: ReconciliationRun): Promise<void> {
    const { progress } = run.options;
    progress.begin('accounts', await withPatience(() => this.identity.estimateAccounts()));
    let next: string | null = null;
    do {
      const page: Page<AdministeredAccount> = await this.page(next);
      await inParallel(page.items, AT_ONCE, (account) => this.check(account, run));
      progress.advance(page.items.length);
      next = page.next;
    } while (next !== null && !run.stopped);
    progress.end();
  }

  private async page(next: string | null): Promise<Page<AdministeredAccount>> {
    await this.paces.list.turn();
    return withPatience(() => this.identity.listAccounts(PAGE, next));
  }

  private async check(account: AdministeredAccount, run: ReconciliationRun): Promise<void> {
    const { userId } = account.identity;
    run.seen.add(userId);
    run.accounts += 1;
    const profile = await withPatience(() => this.profiles.find(userId));
    if (profile === null && !(await this.isStillThere(userId))) return;
    const findings = [...findingsOf(account, profile), ...(await this.groupsLeftOver(profile))];
    for (const finding of findings) {
      await run.settle(finding, () => withPatience(() => this.mending.mend(finding, account)));
    }
  }

  /** A list can show an account a moment longer than it lives, and nobody who was erased may get a profile again. */
  private async isStillThere(userId: string): Promise<boolean> {
    return (await this.groupsOf(userId)) !== null;
  }

  /** Only who has groups in the profile can have one too many; those that are missing are found group by group. */
  private async groupsLeftOver(profile: Profile | null): Promise<Finding[]> {
    if (profile === null || profile.groups.length === 0) return [];
    const { userId } = profile;
    const groups = (await this.groupsOf(userId)) ?? [];
    const names = new Set(groups.map(({ name }) => name));
    return profile.groups
      .filter((group) => !names.has(group))
      .map((group) => ({ userId, kind: 'group_left_over', group }));
  }

  private async groupsOf(userId: string): Promise<readonly PoolGroup[] | null> {
    await this.paces.resource.turn();
    return withPatience(() => this.identity.groupsOf(userId));
  }
}
