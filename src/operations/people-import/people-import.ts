import { Injectable } from '@nestjs/common';
import {
  IdentityAdministration,
  type Page,
  type PoolGroup,
} from '../../auth/identity-administration.port.js';
import { RolePolicy } from '../../auth/role-policy.js';
import { inParallel } from '../in-parallel.js';
import { withPatience } from '../with-patience.js';
import { BulkInvitation } from './bulk-invitation.js';
import { type ImportOptions, ImportRun } from './import-run.js';
import { PeopleCheck } from './people-check.js';
import { type PersonLine, readPeople } from './people-file.js';

/** As many as Cognito lists at a time. */
const GROUPS_AT_ONCE = 60;
/** Enough to keep the pace although each takes a few calls. */
const PEOPLE_AT_ONCE = 4;
const EXISTS = 'email has an account already';

/** Invites everybody in a CSV file. Lines that cannot be taken are reported and do not stop the others. */
@Injectable()
export class PeopleImport {
  constructor(
    private readonly invitation: BulkInvitation,
    private readonly identity: IdentityAdministration,
    private readonly roles: RolePolicy,
  ) {}

  /** The file is read twice: once whole, so that a file that is no CSV invites nobody, and then while people are invited. */
  async run(options: ImportOptions): Promise<ImportRun> {
    const run = new ImportRun(options);
    const total = await countPeople(options.file);
    const check = new PeopleCheck(this.roles, await this.groups());
    options.progress.begin('people', total);
    await inParallel(linesUntilStopped(run), PEOPLE_AT_ONCE, (line) => this.take(line, check, run));
    options.progress.end();
    return run;
  }

  private async take(line: PersonLine, check: PeopleCheck, run: ImportRun): Promise<void> {
    const checked = await check.check(line);
    const failed = { line: line.line, email: line.cells.email ?? '' };
    if ('fault' in checked) return run.failed('invalid', { ...failed, reason: checked.fault });
    const { person } = checked;
    const { journal } = run.options;
    if (journal?.has(person.email) === true) {
      run.done('resumed');
      return;
    }
    const outcome = journal === null ? await this.invitation.foresee(person) : await this.invite(person, run);
    if (outcome === 'exists') return run.failed('exists', { ...failed, reason: EXISTS });
    await journal?.add(person.email);
    run.done(outcome);
  }

  private async invite(person: Parameters<BulkInvitation['invite']>[0], run: ImportRun) {
    await run.pace.turn();
    return (await this.invitation.invite(person)).outcome;
  }

  private async groups(): Promise<ReadonlySet<string>> {
    const names = new Set<string>();
    let next: string | null = null;
    do {
      const page: Page<PoolGroup> = await withPatience(() => this.identity.listGroups(GROUPS_AT_ONCE, next));
      for (const { name } of page.items) names.add(name);
      next = page.next;
    } while (next !== null);
    return names;
  }
}

async function countPeople(file: string): Promise<number> {
  let count = 0;
  const people = readPeople(file);
  while ((await people.next()).done !== true) count += 1;
  return count;
}

async function* linesUntilStopped(run: ImportRun): AsyncGenerator<PersonLine> {
  for await (const line of readPeople(run.options.file)) {
    if (run.stopped) return;
    yield line;
  }
}
