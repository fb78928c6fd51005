import type { Clock } from '../shared/clock.js';
import {
  asPrevious,
  hashOf,
  type AuditRecord,
  type PreviousRecord,
  type SealedHead,
} from './audit-record.js';
import { type AuditSeals, keyIdOf } from './audit-seals.js';
import type { StoredPart } from './audit-sink.port.js';

/** Events that are missing although nothing yet says that they ever were on disk. */
interface Gap {
  readonly from: number;
  readonly newestId: string;
}

/**
 * Checks one chain, part by part in its order, remembering no more than the part before. What is missing is excused where
 * it has expired, where the head declares its write given up, or where nothing attests that it was ever on disk: it was
 * in flight when its writer was killed, and nobody was told that it had happened.
 */
export class ChainCheck {
  /** Living records that were looked at. */
  checked = 0;
  /** Those among them whose seal nobody can check any more, because its secret is gone. */
  unsealed = 0;
  isBroken = false;
  /** The oldest event that was altered or is missing; null where there is no telling which. */
  firstBroken: string | null = null;

  private head: SealedHead | undefined;
  private expected = 0;
  /** Undefined where the record before is not to be trusted. */
  private before: PreviousRecord | null | undefined = null;
  private gap: Gap | undefined;
  private newestId: string | null = null;

  constructor(
    private readonly seals: AuditSeals,
    private readonly clock: Clock,
  ) {}

  add(part: StoredPart): void {
    if (part.kind === 'head') this.addHead(part.head, part.faithful);
    else if (!this.isOver(part.record.link.expiresAt)) this.addRecord(part.record, part.faithful);
  }

  /** To be called after the last part. */
  end(): void {
    if (this.head === undefined) {
      if (this.checked > 0) this.note(this.newestId);
    } else if (this.head.sequence >= this.expected && !this.isOver(this.head.expiresAt)) {
      this.note(this.head.eventId);
    }
  }

  private addHead(head: SealedHead, faithful: boolean): void {
    this.head = head;
    if (!faithful || this.seals.checkHead(head) === 'forged') this.note(head.eventId);
  }

  private addRecord(record: AuditRecord, faithful: boolean): void {
    const { event, link } = record;
    this.checked += 1;
    this.newestId = event.id;
    if (!this.isGenuine(record, faithful)) {
      this.note(event.id);
      this.before = undefined;
    } else {
      if (link.sequence !== this.expected) this.noteMissing(record);
      else if (!this.follows(record)) this.note(event.id);
      if (this.gap && this.gap.from <= link.durable) this.note(this.gap.newestId);
      this.before = asPrevious(record);
    }
    this.expected = link.sequence + 1;
  }

  private isGenuine(record: AuditRecord, faithful: boolean): boolean {
    const { event, link, hash, seal } = record;
    const sealed = this.seals.checkHash(hash, seal);
    if (sealed === 'unknown') this.unsealed += 1;
    const head = this.head;
    return (
      faithful &&
      sealed !== 'forged' &&
      hash === hashOf(event, link) &&
      // One process seals with one key, so an unknown one among known ones was put there by somebody else.
      (head === undefined || keyIdOf(head.seal) === keyIdOf(seal)) &&
      (head?.sequence !== link.sequence || head.hash === hash)
    );
  }

  private follows({ link }: AuditRecord): boolean {
    if (this.before === undefined) return true;
    return link.previous?.hash === this.before?.hash && link.previous?.id === this.before?.id;
  }

  private noteMissing({ event, link }: AuditRecord): void {
    const { previous, sequence } = link;
    if (previous === null || sequence < this.expected) {
      this.note(event.id);
      return;
    }
    if (this.isOver(previous.expiresAt)) return;
    let from = this.expected;
    while (this.head?.lost.includes(from)) from += 1;
    if (from >= sequence) return;
    if (from <= Math.max(this.head?.sequence ?? -1, link.durable)) this.note(previous.id);
    else this.gap ??= { from, newestId: previous.id };
  }

  private isOver(expiresAt: number | null): boolean {
    return expiresAt !== null && expiresAt <= this.clock.now();
  }

  private note(id: string | null): void {
    this.isBroken = true;
    if (id !== null && (this.firstBroken === null || id < this.firstBroken)) this.firstBroken = id;
  }
}
