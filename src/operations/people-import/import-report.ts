import { stringify } from 'csv-stringify/sync';
import { type FileHandle, open } from 'node:fs/promises';

export interface FailedLine {
  readonly line: number;
  readonly email: string;
  readonly reason: string;
}

/** Which lines failed and why, as a CSV file that its owner alone can read. */
export class ImportReport {
  private constructor(private readonly file: FileHandle) {}

  static async create(path: string): Promise<ImportReport> {
    const report = new ImportReport(await open(path, 'w', 0o600));
    await report.write(['line', 'email', 'reason']);
    return report;
  }

  /** A row at once, so that a kill loses none. */
  add({ line, email, reason }: FailedLine): Promise<void> {
    return this.write([String(line), email, reason]);
  }

  close(): Promise<void> {
    return this.file.close();
  }

  /** A spreadsheet would run a cell that begins like a formula. */
  private async write(row: readonly string[]): Promise<void> {
    await this.file.write(stringify([[...row]], { escape_formulas: true }));
  }
}
