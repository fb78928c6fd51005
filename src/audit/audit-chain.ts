import { randomUUID } from 'node:crypto';
import type { AuditEvent } from './audit-event.js';
import {
  asPrevious,
  hashOf,
  type AuditRecord,
  type ChainHead,
  type ChainLink,
  type PreviousRecord,
} from './audit-record.js';
import type { AuditSeals } from './audit-seals.js';

interface Written {
  readonly record: PreviousRecord;
  isOnDisk: boolean;
}

/**
 * A chain while its writer lives. It hands out places in order, without waiting for the writes, and follows which of them
 * ended, in whatever order they do. The first write that is given up closes it.
 */
export class AuditChain {
  readonly id = randomUUID();
  private nextSequence = 0;
  private newest: PreviousRecord | null = null;
  private durable = -1;
  private newestDurable: PreviousRecord | null = null;
  /** Everything behind `durable`. */
  private readonly written = new Map<number, Written>();
  private readonly lost: number[] = [];
  private inFlight = 0;

  constructor(
    private readonly seals: AuditSeals,
    private readonly retentionMs: number | null,
  ) {}

  get isClosed(): boolean {
    return this.lost.length > 0;
  }

  add(event: AuditEvent): AuditRecord {
    const link: ChainLink = {
      chain: this.id,
      sequence: this.nextSequence,
      previous: this.newest,
      durable: this.durable,
      expiresAt: this.retentionMs === null ? null : Date.parse(event.time) + this.retentionMs,
    };
    const hash = hashOf(event, link);
    const record = { event, link, hash, seal: this.seals.sealHash(hash) };
    this.nextSequence += 1;
    this.inFlight += 1;
    this.newest = asPrevious(record);
    this.written.set(link.sequence, { record: this.newest, isOnDisk: false });
    return record;
  }

  acknowledge(sequence: number): void {
    this.inFlight -= 1;
    const acknowledged = this.written.get(sequence);
    if (acknowledged) acknowledged.isOnDisk = true;
    for (let next = this.written.get(this.durable + 1); next?.isOnDisk;) {
      this.durable += 1;
      this.newestDurable = next.record;
      this.written.delete(this.durable);
      next = this.written.get(this.durable + 1);
    }
  }

  giveUp(sequence: number): void {
    this.inFlight -= 1;
    this.lost.push(sequence);
  }

  /** What may be said now of how far the chain got. */
  head(): ChainHead {
    const behind = this.isClosed && this.inFlight === 0 ? this.newestBehindLost() : null;
    const sequence = behind?.sequence ?? this.durable;
    const record = behind?.record ?? this.newestDurable;
    return {
      chain: this.id,
      sequence,
      eventId: record?.id ?? null,
      hash: record?.hash ?? null,
      expiresAt: record?.expiresAt ?? null,
      lost: this.lost.filter((number) => number < sequence).sort((a, b) => a - b),
    };
  }

  /** Whether this head tells all there is to tell. */
  isSettledBy(head: ChainHead): boolean {
    return this.inFlight === 0 && head.sequence === this.head().sequence;
  }

  private newestBehindLost(): { sequence: number; record: PreviousRecord } | null {
    const onDisk = [...this.written].filter(([, { isOnDisk }]) => isOnDisk);
    const [sequence, newest] = onDisk.reduce<[number, Written | null]>(
      (best, [number, each]) => (number > best[0] ? [number, each] : best),
      [-1, null],
    );
    return newest && { sequence, record: newest.record };
  }
}
