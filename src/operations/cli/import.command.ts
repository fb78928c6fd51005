import { ImportJournal } from '../people-import/import-journal.js';
import { ImportReport, type FailedLine } from '../people-import/import-report.js';
import { type ImportRun, LINE_OUTCOMES, type LineOutcome } from '../people-import/import-run.js';
import { PeopleImport } from '../people-import/people-import.js';
import { parseArguments } from './command-arguments.js';
import { EXIT } from './exit-code.js';
import type { CommandSurroundings, OperatorCommand } from './operator-command.js';
import { inSession } from './operator-session.js';
import type { Terminal } from './terminal.js';
import { UsageError } from './usage-error.js';

const HELP = `Usage: npm run users -- import people.csv [--dry-run] [--resume] [--report report.csv] [--rate 20]

Invites everybody in a CSV file (UTF-8, comma-separated). Its first line names the columns: email, firstName, lastName, role
and, where wanted, department, employeeId and groups (separated by semicolons). Each gets a mail with a temporary password.

  --dry-run   only says what would be done
  --resume    goes on where a run was broken off, and tries the lines again that failed in it
  --report    where to write which lines failed and why; people.report.csv unless given
  --rate      people a second, 20 unless given
  --help      this text

Somebody who was invited before gets no second mail, whatever happened in between. Ends with 0 where everybody is invited, 2
where lines failed, 1 on failure.`;

const MAX_RATE = 1_000;
const SHOWN = 20;

const TEXTS: Readonly<Record<LineOutcome, readonly [done: string, foreseen: string]>> = {
  invited: ['invited', 'to be invited'],
  already_invited: ['invited before, no mail sent', 'invited before'],
  resumed: ['done by an earlier run', 'done by an earlier run'],
  exists: ['have an account already', 'have an account already'],
  invalid: ['cannot be taken', 'cannot be taken'],
};

interface ImportRequest {
  readonly file: string;
  readonly rate: number;
  readonly dryRun: boolean;
  readonly resume: boolean;
  readonly reportFile: string;
}

export const importCommand: OperatorCommand = {
  help: HELP,

  async run(args, surroundings): Promise<number> {
    const request = requestOf(args);
    const { dryRun, reportFile } = request;
    const run = await inSession(async (session) => {
      const stateFile = `${reportFile}.state`;
      const journal = dryRun ? null : await ImportJournal.open(stateFile, session.userPoolId, request.resume);
      let done: ImportRun | undefined;
      try {
        done = await runReporting(session.get(PeopleImport), request, journal, surroundings);
        return done;
      } finally {
        await journal?.close(done !== undefined && !done.stopped && done.failures === 0);
      }
    });
    summarize(run, request, surroundings.terminal);
    if (run.stopped) return EXIT.stopped;
    return run.failures > 0 ? EXIT.somethingLeft : EXIT.clean;
  },
};

function requestOf(args: readonly string[]): ImportRequest {
  const { values, positionals } = parseArguments(
    args,
    {
      'dry-run': { type: 'boolean', default: false },
      resume: { type: 'boolean', default: false },
      report: { type: 'string' },
      rate: { type: 'string', default: '20' },
    },
    ['The CSV file'],
  );
  const [file = ''] = positionals;
  const rate = Number(values.rate);
  if (!(rate > 0 && rate <= MAX_RATE)) {
    throw new UsageError(`--rate must be a number of people a second, at most ${MAX_RATE}.`);
  }
  const reportFile = values.report ?? `${file.replace(/\.csv$/i, '')}.report.csv`;
  if (reportFile === file) throw new UsageError('The report would overwrite the file itself.');
  return { file, rate, dryRun: values['dry-run'], resume: values.resume, reportFile };
}

async function runReporting(
  people: PeopleImport,
  { file, rate, reportFile }: ImportRequest,
  journal: ImportJournal | null,
  { terminal, signal }: CommandSurroundings,
): Promise<ImportRun> {
  const report = await ImportReport.create(reportFile);
  let shown = 0;
  const tell = async (failed: FailedLine) => {
    await report.add(failed);
    shown += 1;
    if (shown <= SHOWN) terminal.line(`line ${failed.line}: ${failed.reason}`);
  };
  try {
    return await people.run({ file, rate, journal, progress: terminal, report: tell, signal });
  } finally {
    await report.close();
  }
}

function summarize(run: ImportRun, { dryRun, reportFile }: ImportRequest, terminal: Terminal): void {
  if (run.failures > SHOWN) terminal.line(`… and ${run.failures - SHOWN} more lines`);
  for (const outcome of LINE_OUTCOMES) {
    const [done, foreseen] = TEXTS[outcome];
    if (run.count(outcome) > 0) terminal.line(`${run.count(outcome)} ${dryRun ? foreseen : done}`);
  }
  if (run.failures > 0) terminal.line(`Which lines failed and why: ${reportFile}`);
  if (run.stopped) terminal.line('Stopped early; --resume goes on from here.');
}
