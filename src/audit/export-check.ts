import type { AuditLine } from './audit-line.js';
import { sealedOf } from './audit-line.js';
import { asPrevious, hashOf, type AuditRecord, type PreviousRecord } from './audit-record.js';
import type { AuditSeals } from './audit-seals.js';

export interface ExportProblem {
  /** From 1 on. */
  readonly line: number;
  /** The event that was altered or is missing; null where there is no telling which. */
  readonly eventId: string | null;
  readonly what: string;
}

/** A chain as far as the export has shown it; an export goes from the newest back. */
interface SeenChain {
  readonly sequence: number;
  readonly previous: PreviousRecord | null;
  readonly durable: number;
}

/**
 * Checks an NDJSON export line by line, without the service that made it. Hashes and links show a slip; that nobody
 * rewrote the whole file is shown by the seals, for which the secret is needed.
 */
export class ExportCheck {
  /** Lines that were looked at. */
  checked = 0;
  /** Those among them whose seals could not be checked. */
  unsealed = 0;
  readonly problems: ExportProblem[] = [];

  private readonly chains = new Map<string, SeenChain>();
  private export: string | undefined;
  private nextNumber = 0;
  private isOver = false;

  constructor(private readonly seals: AuditSeals) {}

  add(text: string): void {
    this.checked += 1;
    const line = parse(text);
    if (line === null) {
      this.note(null, 'is not a line of an audit export');
      this.nextNumber += 1;
      return;
    }
    const record = recordOf(line);
    this.checkPlace(line);
    if (this.isGenuine(line, record)) this.checkChain(record, line.integrity.file.filtered);
    else this.chains.delete(record.link.chain);
  }

  /** To be called after the last line. */
  end(): void {
    if (this.checked === 0) this.note(null, 'there is no event in the file, so nothing can be checked');
    else if (!this.isOver) this.note(null, 'the file ends before its last line');
  }

  private checkPlace({ id, integrity: { file } }: AuditLine): void {
    this.export ??= file.export;
    if (file.export !== this.export) this.note(id, 'belongs to another export');
    else if (this.isOver) this.note(id, 'stands behind the last line');
    else if (file.number > this.nextNumber)
      this.note(id, `comes after ${file.number - this.nextNumber} missing lines`);
    else if (file.number < this.nextNumber) this.note(id, 'was moved or repeated');
    this.nextNumber = file.number + 1;
    this.isOver ||= file.last;
  }

  private isGenuine({ integrity: { file } }: AuditLine, record: AuditRecord): boolean {
    const { event, link, hash, seal } = record;
    const { seal: placeSeal, ...place } = file;
    const sealed = [this.seals.checkHash(hash, seal), this.seals.checkLine(sealedOf(place, hash), placeSeal)];
    if (sealed.includes('unknown')) this.unsealed += 1;
    if (hash === hashOf(event, link) && !sealed.includes('forged')) return true;
    this.note(event.id, 'was changed');
    return false;
  }

  private checkChain(record: AuditRecord, filtered: boolean): void {
    const { event, link } = record;
    const seen = this.chains.get(link.chain);
    if (seen) {
      const { id, hash } = asPrevious(record);
      if (link.sequence >= seen.sequence) this.note(event.id, 'was moved or repeated');
      else if (link.sequence === seen.sequence - 1) {
        if (seen.previous?.id !== id || seen.previous.hash !== hash)
          this.note(id, 'was replaced by another event');
      } else if (!filtered && seen.durable > link.sequence) {
        this.note(seen.previous?.id ?? null, 'is missing');
      }
    }
    const durable = Math.max(seen?.durable ?? -1, link.durable);
    this.chains.set(link.chain, { sequence: link.sequence, previous: link.previous, durable });
  }

  private note(eventId: string | null, what: string): void {
    this.problems.push({ line: this.checked, eventId, what });
  }
}

function parse(text: string): AuditLine | null {
  try {
    const line = JSON.parse(text) as Partial<AuditLine> | null;
    return typeof line?.id === 'string' && typeof line.integrity?.file === 'object'
      ? (line as AuditLine)
      : null;
  } catch {
    return null;
  }
}

/** Everything beside `integrity` counts as the event, so that a field which was added is noticed too. */
function recordOf({ integrity, ...event }: AuditLine): AuditRecord {
  const { chain, sequence, previous, durable, expiresAt, hash, seal } = integrity;
  return { event, link: { chain, sequence, previous, durable, expiresAt }, hash, seal };
}
