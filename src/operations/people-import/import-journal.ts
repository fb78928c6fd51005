import { createHash } from 'node:crypto';
import { type FileHandle, open, readFile, rm } from 'node:fs/promises';
import { PeopleFileError } from './people-file-error.js';

/**
 * Who of a file is done, one line each, so that a run that was broken off goes on where it was. Hashes of addresses stand
 * in it, no addresses; it belongs to one pool.
 */
export class ImportJournal {
  private constructor(
    private readonly path: string,
    private readonly file: FileHandle,
    private readonly done: Set<string>,
  ) {}

  /** Starts a new one, unless `resume` takes up one that is there. */
  static async open(path: string, userPoolId: string, resume: boolean): Promise<ImportJournal> {
    const header = `pool ${userPoolId}`;
    const [kept, ...done] = resume ? await linesOf(path) : [];
    if (kept !== undefined && kept !== header) {
      throw new PeopleFileError(
        `${path} is of an import into another pool (${kept}); --resume would skip people.`,
      );
    }
    const file = await open(path, kept === undefined ? 'w' : 'a', 0o600);
    // A kill can leave half a line, which must not become the beginning of the next.
    await file.write(kept === undefined ? `${header}\n` : '\n');
    return new ImportJournal(path, file, new Set(done));
  }

  has(email: string): boolean {
    return this.done.has(keyOf(email));
  }

  /** Resolves when it is with the operating system, where no kill can take it back. */
  async add(email: string): Promise<void> {
    const key = keyOf(email);
    this.done.add(key);
    await this.file.write(`${key}\n`);
  }

  /** Closes it, and removes it where nothing is left to go on with. */
  async close(isComplete: boolean): Promise<void> {
    await this.file.close();
    if (isComplete) await rm(this.path, { force: true });
  }
}

async function linesOf(path: string): Promise<string[]> {
  try {
    const text = await readFile(path, 'utf8');
    return text.split('\n').filter((line) => line !== '');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

function keyOf(email: string): string {
  return createHash('sha256').update(email.toLowerCase()).digest('base64url').slice(0, 22);
}
