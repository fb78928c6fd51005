import { Injectable } from '@nestjs/common';
import { AccountWalk } from './account-walk.js';
import { GroupWalk } from './group-walk.js';
import { ProfileWalk } from './profile-walk.js';
import { type ReconciliationOptions, ReconciliationRun } from './reconciliation-run.js';

/**
 * Compares the pool with the profiles, page by page and in fixed memory, and completes what is missing. May be repeated,
 * and broken off at any moment; while the service runs, too.
 */
@Injectable()
export class Reconciliation {
  constructor(
    private readonly accounts: AccountWalk,
    private readonly groups: GroupWalk,
    private readonly profiles: ProfileWalk,
  ) {}

  async run(options: ReconciliationOptions): Promise<ReconciliationRun> {
    const run = new ReconciliationRun(options);
    await this.accounts.walk(run);
    if (!run.stopped) await this.groups.walk(run);
    if (!run.stopped) await this.profiles.walk(run);
    return run;
  }
}
