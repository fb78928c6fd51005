import {
  type Finding,
  FINDING_KINDS,
  type FindingKind,
  type FindingOutcome,
} from '../reconciliation/finding.js';
import type { ReconciliationRun } from '../reconciliation/reconciliation-run.js';
import { Reconciliation } from '../reconciliation/reconciliation.js';
import { parseArguments } from './command-arguments.js';
import { EXIT } from './exit-code.js';
import type { CommandSurroundings, OperatorCommand } from './operator-command.js';
import { inSession } from './operator-session.js';
import type { Terminal } from './terminal.js';

const HELP = `Usage: npm run reconcile [-- --dry-run] [--delete-orphans]

Compares every account of the user pool with its profile and completes what a crash left. May be repeated at any time, while
the service runs too; a second run changes nothing.

  --dry-run         only says what would be done
  --delete-orphans  also erases profiles that have no account; without it they are only reported. Accounts are never deleted
  --help            this text

Ends with 0 where all is well, 2 where something is left to look at (an orphan, or in a dry run anything to do), 1 on failure.`;

/** What is wrong, and what is done about it. */
const TEXTS: Readonly<Record<FindingKind, readonly [wrong: string, remedy: string]>> = {
  profile_missing: ['account without profile', 'profile made'],
  confirmation_missing: ['confirmed account, but the profile waits for it', 'profile made active'],
  account_enabled: ['disabled profile, but the account is enabled', 'account disabled'],
  account_disabled: ['disabled account, but the profile is not', 'profile disabled'],
  address_differs: ['profile with another address than the account', "account's address taken over"],
  group_left_over: ['profile with a group that Cognito does not know of', 'taken out of the profile'],
  group_missing: ['profile without a group that Cognito knows of', 'put into the profile'],
  address_unverified: ['address of the account not verified', 'left to the next sign-in'],
  account_without_address: ['account without an address', 'left: no profile can be made of it'],
  profile_without_account: ['profile without account', 'erased'],
};

export const reconcileCommand: OperatorCommand = {
  help: HELP,

  async run(args, { terminal, signal }: CommandSurroundings): Promise<number> {
    const { values } = parseArguments(args, {
      'dry-run': { type: 'boolean', default: false },
      'delete-orphans': { type: 'boolean', default: false },
    });
    const run = await inSession((session) =>
      session.get(Reconciliation).run({
        dryRun: values['dry-run'],
        deleteOrphans: values['delete-orphans'],
        progress: terminal,
        report: (finding, outcome) => {
          terminal.line(findingLine(finding, outcome));
        },
        signal,
      }),
    );
    summarize(run, terminal);
    if (run.stopped) return EXIT.stopped;
    return run.isSomethingLeft ? EXIT.somethingLeft : EXIT.clean;
  },
};

function findingLine({ userId, kind, group }: Finding, outcome: FindingOutcome): string {
  const [wrong, remedy] = TEXTS[kind];
  const about = group === undefined ? '' : ` (${group})`;
  return `user ${userId}: ${wrong}${about}${outcome === 'mended' ? ` → ${remedy}` : ''}`;
}

function summarize(run: ReconciliationRun, terminal: Terminal): void {
  terminal.line(
    `${run.accounts} accounts and ${run.profiles} profiles${run.stopped ? ', stopped early' : ''}`,
  );
  for (const kind of FINDING_KINDS) {
    const [wrong, remedy] = TEXTS[kind];
    const [mended, left] = [run.count(kind, 'mended'), run.count(kind, 'left')];
    if (mended > 0) terminal.line(`  ${mended} × ${wrong} → ${remedy}`);
    if (left > 0) terminal.line(`  ${left} × ${wrong}: ${leftText(kind, run.options.dryRun)}`);
  }
}

function leftText(kind: FindingKind, dryRun: boolean): string {
  if (kind === 'profile_without_account') return 'left; --delete-orphans erases them';
  if (kind === 'address_unverified' || kind === 'account_without_address') return TEXTS[kind][1];
  return dryRun ? 'left, because this is a dry run' : 'left';
}
