import { setImmediate as turn } from 'node:timers/promises';
import type { AuditPage, AuditPageRequest, AuditQuery } from '../../src/audit/audit-query.js';
import type { AuditRecord, SealedHead } from '../../src/audit/audit-record.js';
import { AuditSink, type StoredPart } from '../../src/audit/audit-sink.port.js';
import { timePart } from '../../src/audit/event-ids.js';

interface FakeChain {
  head?: SealedHead;
  readonly records: Map<number, AuditRecord>;
}

/** How a write goes wrong: nothing happens, or it happens and the answer is lost. */
type Failure = 'before' | 'after';

/** An audit trail in memory, which can be told to fail and whose contents can be tampered with. */
export class FakeAuditSink extends AuditSink {
  private readonly chains = new Map<string, FakeChain>();
  private readonly failures: Failure[] = [];

  /** How many records were written, over all chains. */
  get size(): number {
    return [...this.chains.values()].reduce((sum, { records }) => sum + records.size, 0);
  }

  /** The next records to be appended go wrong, one for each. */
  failNext(...failures: Failure[]): void {
    this.failures.push(...failures);
  }

  /** Puts a record in the place of another, or in none. */
  tamper(chain: string, sequence: number, record: AuditRecord | null): void {
    if (record === null) this.chainOf(chain).records.delete(sequence);
    else this.chainOf(chain).records.set(sequence, record);
  }

  removeHead(chain: string): void {
    delete this.chainOf(chain).head;
  }

  async append(record: AuditRecord): Promise<void> {
    const failure = this.failures.shift();
    await turn();
    if (failure === 'before') throw new Error('The write did not happen');
    const { records } = this.chainOf(record.link.chain);
    const present = records.get(record.link.sequence);
    if (present && present.hash !== record.hash) throw new Error('The place is taken');
    records.set(record.link.sequence, record);
    if (failure === 'after') throw new Error('The answer was lost');
  }

  async putHead(head: SealedHead): Promise<void> {
    await turn();
    const chain = this.chainOf(head.chain);
    if (chain.head === undefined || chain.head.sequence < head.sequence) chain.head = head;
  }

  newest(query: AuditQuery, { limit, before }: AuditPageRequest, now: number): Promise<AuditPage> {
    const matching = [...this.chains.values()]
      .flatMap(({ records }) => [...records.values()])
      .filter(({ link }) => link.expiresAt === null || link.expiresAt > now)
      .filter(({ event }) => (before === null || event.id < before) && matches(query, event))
      .sort((a, b) => (a.event.id < b.event.id ? 1 : -1));
    const records = matching.slice(0, limit);
    const next = matching.length > limit ? (records.at(-1)?.event.id ?? null) : null;
    return Promise.resolve({ records, next });
  }

  async *chain(id: string): AsyncGenerator<StoredPart> {
    await turn();
    const { head, records } = this.chainOf(id);
    if (head) yield { kind: 'head', head, faithful: true };
    for (const [, record] of [...records].sort(([a], [b]) => a - b)) {
      yield { kind: 'record', record, faithful: true };
    }
  }

  async *all(): AsyncGenerator<StoredPart> {
    for (const id of this.chains.keys()) yield* this.chain(id);
  }

  private chainOf(id: string): FakeChain {
    const chain = this.chains.get(id) ?? { records: new Map<number, AuditRecord>() };
    this.chains.set(id, chain);
    return chain;
  }
}

function matches({ userId, type, outcome, from = 0, to }: AuditQuery, event: AuditRecord['event']): boolean {
  return (
    (userId === undefined || event.userId === userId) &&
    (type === undefined || event.type === type) &&
    (outcome === undefined || event.outcome === outcome) &&
    event.id >= timePart(from) &&
    (to === undefined || event.id < timePart(to + 1))
  );
}
