import type { AuditPage, AuditPageRequest, AuditQuery } from './audit-query.js';
import type { AuditRecord, SealedHead } from './audit-record.js';

/** One item of a chain as storage has it. */
export type StoredPart =
  | { readonly kind: 'head'; readonly head: SealedHead; readonly faithful: boolean }
  /** `faithful` is false where storage holds anything else than what writing this record would have put there. */
  | { readonly kind: 'record'; readonly record: AuditRecord; readonly faithful: boolean };

/** Where the audit trail is kept: records are only ever added, heads only ever move forward. */
export abstract class AuditSink {
  /** Adds the record, on disk when it resolves. A repeat is a success; a place taken by another record is an error. */
  abstract append(record: AuditRecord): Promise<void>;

  /** Puts the head of a chain in the place of an earlier one; ignored where a later one is there. */
  abstract putHead(head: SealedHead): Promise<void>;

  /** Living records that match, newest first. What is being written at the same moment may be missing. */
  abstract newest(query: AuditQuery, page: AuditPageRequest, now: number): Promise<AuditPage>;

  /** One chain: its head, then its records in order, the expired ones too where they are still there. */
  abstract chain(chain: string): AsyncIterable<StoredPart>;

  /** Everything, chain after chain, each in the order of `chain`. */
  abstract all(): AsyncIterable<StoredPart>;
}
