import { Injectable } from '@nestjs/common';
import { ErasureFlow } from '../../auth/erasure.flow.js';
import { IdentityAdministration } from '../../auth/identity-administration.port.js';
import { ProfileDirectory, type ProfileList } from '../../users/profile-directory.service.js';
import { OperatorTrail } from '../operator-trail.js';
import { inParallel } from '../in-parallel.js';
import { withPatience } from '../with-patience.js';
import type { ReconciliationRun } from './reconciliation-run.js';

const PAGE = 100;
const AT_ONCE = 4;

/** Every profile, to find those whose account is not there: what an erasure left that was broken off, or a deletion in Cognito itself. */
@Injectable()
export class ProfileWalk {
  constructor(
    private readonly directory: ProfileDirectory,
    private readonly identity: IdentityAdministration,
    private readonly erasure: ErasureFlow,
    private readonly trail: OperatorTrail,
  ) {}

  async walk(run: ReconciliationRun): Promise<void> {
    const { progress } = run.options;
    progress.begin('profiles', run.accounts);
    let cursor: string | undefined;
    do {
      const { profiles, nextCursor }: ProfileList = await withPatience(() =>
        this.directory.list({}, { limit: PAGE, cursor }),
      );
      const unseen = profiles.filter(({ userId }) => !run.seen.has(userId));
      await inParallel(unseen, AT_ONCE, ({ userId }) => this.check(userId, run));
      run.profiles += profiles.length;
      progress.advance(profiles.length);
      cursor = nextCursor ?? undefined;
    } while (cursor !== undefined && !run.stopped);
    progress.end();
  }

  /** The account may have come after the walk through the pool, so Cognito is asked for it by its id. */
  private async check(userId: string, run: ReconciliationRun): Promise<void> {
    const account = await withPatience(() => this.identity.find(userId));
    if (account?.identity.userId === userId) return;
    const finding = { userId, kind: 'profile_without_account' } as const;
    await run.settle(finding, () => withPatience(() => this.erase(userId)));
  }

  /** In the order of every erasure: the profile goes last, once the event is written. */
  private async erase(userId: string): Promise<void> {
    await this.erasure.eraseAccount(userId);
    await this.trail.succeeded('erase_user', userId);
    await this.erasure.eraseProfile(userId);
  }
}
