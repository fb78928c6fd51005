import { Pace } from '../pace.js';
import type { Progress } from '../progress.js';
import type { ImportJournal } from './import-journal.js';
import type { FailedLine } from './import-report.js';

/** What became of a line. `resumed`: a run before this one did it. */
export const LINE_OUTCOMES = ['invited', 'already_invited', 'resumed', 'exists', 'invalid'] as const;

export type LineOutcome = (typeof LINE_OUTCOMES)[number];

export interface ImportOptions {
  readonly file: string;
  /** People a second. */
  readonly rate: number;
  /** Null in a dry run, in which nobody is invited. */
  readonly journal: ImportJournal | null;
  readonly progress: Progress;
  readonly report: (failed: FailedLine) => Promise<void>;
  /** Ends the run early; it can be resumed. */
  readonly signal: AbortSignal;
}

/** One run over a file, and what came of it. */
export class ImportRun {
  readonly pace: Pace;
  private readonly counts = new Map<LineOutcome, number>();

  constructor(readonly options: ImportOptions) {
    this.pace = new Pace(options.rate);
  }

  get stopped(): boolean {
    return this.options.signal.aborted;
  }

  get failures(): number {
    return this.count('exists') + this.count('invalid');
  }

  count(outcome: LineOutcome): number {
    return this.counts.get(outcome) ?? 0;
  }

  done(outcome: LineOutcome): void {
    this.counts.set(outcome, this.count(outcome) + 1);
    this.options.progress.advance(1);
  }

  async failed(outcome: 'exists' | 'invalid', failed: FailedLine): Promise<void> {
    await this.options.report(failed);
    this.done(outcome);
  }
}
