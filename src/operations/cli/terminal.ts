import type { Writable } from 'node:stream';
import type { Progress } from '../progress.js';

const BAR = 24;
const REDRAW_MS = 100;
const PLAIN_EVERY_MS = 10_000;

export interface TerminalStreams {
  readonly out: Writable;
  readonly err: Writable & { readonly isTTY?: boolean };
}

interface Stage {
  readonly label: string;
  readonly total: number | null;
  readonly startedAt: number;
  done: number;
}

/** Results go to standard output, progress to standard error: a bar where somebody watches, a line now and then elsewhere. */
export class Terminal implements Progress {
  private stage: Stage | undefined;
  private shownAt = 0;

  constructor(
    private readonly streams: TerminalStreams = { out: process.stdout, err: process.stderr },
    private readonly now: () => number = () => performance.now(),
  ) {}

  get out(): Writable {
    return this.streams.out;
  }

  /** A line of the result. */
  line(text: string): void {
    this.clearBar();
    this.streams.out.write(`${text}\n`);
  }

  /** A line beside the result. */
  notice(text: string): void {
    this.clearBar();
    this.streams.err.write(`${text}\n`);
  }

  begin(label: string, total: number | null): void {
    this.stage = { label, total, startedAt: this.now(), done: 0 };
    this.shownAt = this.now();
  }

  advance(count: number): void {
    if (this.stage === undefined) return;
    this.stage.done += count;
    const every = this.isWatched ? REDRAW_MS : PLAIN_EVERY_MS;
    if (this.now() - this.shownAt >= every) this.show(this.stage);
  }

  end(): void {
    if (this.stage === undefined) return;
    this.clearBar();
    this.streams.err.write(`${this.stage.label}: ${this.stage.done}\n`);
    this.stage = undefined;
  }

  private get isWatched(): boolean {
    return this.streams.err.isTTY === true;
  }

  private show({ label, total, startedAt, done }: Stage): void {
    this.shownAt = this.now();
    const perSecond = Math.round((1_000 * done) / Math.max(1, this.now() - startedAt));
    const of = total === null ? '' : ` of ${Math.max(total, done)}`;
    const text = `${label}: ${done}${of}, ${perSecond} a second`;
    if (!this.isWatched) this.streams.err.write(`${text}\n`);
    else this.streams.err.write(`\r\u001b[K${bar(done, total)}${text}`);
  }

  private clearBar(): void {
    if (this.stage !== undefined && this.isWatched) this.streams.err.write('\r\u001b[K');
  }
}

function bar(done: number, total: number | null): string {
  if (total === null || total === 0) return '';
  const filled = Math.min(BAR, Math.floor((BAR * done) / Math.max(total, done)));
  return `[${'#'.repeat(filled)}${'.'.repeat(BAR - filled)}] `;
}
