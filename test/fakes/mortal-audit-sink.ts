import type { AuditPage, AuditPageRequest, AuditQuery } from '../../src/audit/audit-query.js';
import type { AuditRecord, SealedHead } from '../../src/audit/audit-record.js';
import { AuditSink, type StoredPart } from '../../src/audit/audit-sink.port.js';

/** One process's way to the storage; after `kill` nothing that it still means to write arrives. */
export class MortalAuditSink extends AuditSink {
  private isAlive = true;
  private headsLeft = Infinity;

  constructor(private readonly storage: AuditSink) {
    super();
  }

  kill(): void {
    this.isAlive = false;
  }

  /** Heads arrive only that many times more, as where the process dies before the next one is due. */
  allowHeads(count: number): void {
    this.headsLeft = count;
  }

  append(record: AuditRecord): Promise<void> {
    return this.isAlive ? this.storage.append(record) : Promise.resolve();
  }

  putHead(head: SealedHead): Promise<void> {
    this.headsLeft -= 1;
    return this.isAlive && this.headsLeft >= 0 ? this.storage.putHead(head) : Promise.resolve();
  }

  newest(query: AuditQuery, page: AuditPageRequest, now: number): Promise<AuditPage> {
    return this.storage.newest(query, page, now);
  }

  chain(chain: string): AsyncIterable<StoredPart> {
    return this.storage.chain(chain);
  }

  all(): AsyncIterable<StoredPart> {
    return this.storage.all();
  }
}
