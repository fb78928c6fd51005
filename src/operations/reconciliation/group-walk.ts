import { Injectable } from '@nestjs/common';
import {
  IdentityAdministration,
  type Page,
  type PoolGroup,
} from '../../auth/identity-administration.port.js';
import { ProfilesService } from '../../users/profiles.service.js';
import { CognitoPaces } from '../cognito-paces.js';
import { inParallel } from '../in-parallel.js';
import { withPatience } from '../with-patience.js';
import type { ReconciliationRun } from './reconciliation-run.js';

/** As many as Cognito lists at a time. */
const PAGE = 60;
const AT_ONCE = 8;

/** Every member of every group, with the mirror of the groups in the profile. */
@Injectable()
export class GroupWalk {
  constructor(
    private readonly identity: IdentityAdministration,
    private readonly profiles: ProfilesService,
    private readonly paces: CognitoPaces,
  ) {}

  async walk(run: ReconciliationRun): Promise<void> {
    const { progress } = run.options;
    progress.begin('members of groups', null);
    let next: string | null = null;
    do {
      await this.paces.list.turn();
      const page: Page<PoolGroup> = await withPatience(() => this.identity.listGroups(PAGE, next));
      for (const { name } of page.items) await this.walkMembers(name, run);
      next = page.next;
    } while (next !== null && !run.stopped);
    progress.end();
  }

  private async walkMembers(group: string, run: ReconciliationRun): Promise<void> {
    let next: string | null = null;
    do {
      await this.paces.list.turn();
      const page: Page<string> = await withPatience(() => this.identity.listMembers(group, PAGE, next));
      await inParallel(page.items, AT_ONCE, (userId) => this.check(userId, group, run));
      run.options.progress.advance(page.items.length);
      next = page.next;
    } while (next !== null && !run.stopped);
  }

  /** A member without a profile was reported with the accounts. */
  private async check(userId: string, group: string, run: ReconciliationRun): Promise<void> {
    const profile = await withPatience(() => this.profiles.find(userId));
    if (profile === null || profile.groups.includes(group)) return;
    const finding = { userId, kind: 'group_missing', group } as const;
    await run.settle(finding, () => withPatience(() => this.profiles.addGroup(userId, group)));
  }
}
