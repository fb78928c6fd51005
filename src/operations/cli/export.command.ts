import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { EXPORT_FORMATS, type ExportFormat, PeopleExport } from '../people-export/people-export.js';
import { parseArguments } from './command-arguments.js';
import { EXIT } from './exit-code.js';
import type { OperatorCommand } from './operator-command.js';
import { inSession } from './operator-session.js';
import { UsageError } from './usage-error.js';

const HELP = `Usage: npm run --silent users -- export [--format csv|ndjson] [--out file]

Writes the profile of everybody, newest first, to standard output or into a file that its owner alone can read.

  --format  csv unless given; ndjson is one JSON object a line
  --out     the file; it appears only when it is complete
  --help    this text

Ends with 0, or 1 on failure.`;

export const exportCommand: OperatorCommand = {
  help: HELP,

  async run(args, { terminal, signal }): Promise<number> {
    const { values } = parseArguments(args, {
      format: { type: 'string', default: 'csv' },
      out: { type: 'string' },
    });
    const format = formatOf(values.format);
    const { out } = values;
    return inSession(async (session) => {
      const people = await session.get(PeopleExport).open(format, terminal);
      try {
        if (out === undefined) await pour(people, terminal.out, signal);
        else await writeWhole(people, out, signal);
        return EXIT.clean;
      } catch (error) {
        if (signal.aborted) return EXIT.stopped;
        throw error;
      }
    });
  },
};

function formatOf(name: string): ExportFormat {
  const format = EXPORT_FORMATS.find((each) => each === name);
  if (format === undefined) throw new UsageError(`--format must be one of ${EXPORT_FORMATS.join(', ')}.`);
  return format;
}

/** Whoever reads may have seen enough, as `head` does; that is no failure. */
async function pour(people: Readable, out: Writable, signal: AbortSignal): Promise<void> {
  try {
    await pipeline(people, out, { signal, end: false });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) throw error;
  }
}

async function writeWhole(people: Readable, path: string, signal: AbortSignal): Promise<void> {
  const part = `${path}.part`;
  try {
    await pipeline(people, createWriteStream(part, { mode: 0o600 }), { signal });
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
