import type { Progress } from '../progress.js';
import { type Finding, type FindingKind, type FindingOutcome, NEVER_MENDED, ORPHANS } from './finding.js';
import { SeenIds } from './seen-ids.js';

export interface ReconciliationOptions {
  /** Nothing is changed anywhere. */
  readonly dryRun: boolean;
  /** Profiles without an account are erased; otherwise they are only reported. */
  readonly deleteOrphans: boolean;
  readonly progress: Progress;
  readonly report: (finding: Finding, outcome: FindingOutcome) => void;
  /** Ends the run early; what was done stays done. */
  readonly signal: AbortSignal;
}

/** One run over everything: what it was asked for, what it has seen and what came of it. */
export class ReconciliationRun {
  readonly seen = new SeenIds();
  accounts = 0;
  profiles = 0;
  private readonly counts = new Map<string, number>();

  constructor(readonly options: ReconciliationOptions) {}

  get stopped(): boolean {
    return this.options.signal.aborted;
  }

  /** How many findings of a kind were mended, or left. */
  count(kind: FindingKind, outcome: FindingOutcome): number {
    return this.counts.get(`${kind} ${outcome}`) ?? 0;
  }

  /** Whether an orphan is left, or in a dry run anything that a run would mend. */
  get isSomethingLeft(): boolean {
    const { dryRun } = this.options;
    return [...this.counts.keys()].some((key) => {
      const [kind, outcome] = key.split(' ') as [FindingKind, FindingOutcome];
      return outcome === 'left' && (ORPHANS.has(kind) || (dryRun && !NEVER_MENDED.has(kind)));
    });
  }

  /** Mends what was found, unless this is a dry run or the finding is none to be mended. */
  async settle(finding: Finding, mend: () => Promise<unknown>): Promise<void> {
    const mended = this.mends(finding.kind);
    if (mended) await mend();
    const outcome: FindingOutcome = mended ? 'mended' : 'left';
    this.counts.set(`${finding.kind} ${outcome}`, this.count(finding.kind, outcome) + 1);
    this.options.report(finding, outcome);
  }

  private mends(kind: FindingKind): boolean {
    const { dryRun, deleteOrphans } = this.options;
    if (dryRun || NEVER_MENDED.has(kind)) return false;
    return kind !== 'profile_without_account' || deleteOrphans;
  }
}
