import type { AuditEventType, AuditOutcome } from './audit-event.js';
import type { AuditRecord } from './audit-record.js';

/** Which events are wanted; what is left out does not matter. */
export interface AuditQuery {
  /** Whom the event is about. */
  readonly userId?: string;
  readonly type?: AuditEventType;
  readonly outcome?: AuditOutcome;
  /** Epoch milliseconds, both included. */
  readonly from?: number;
  readonly to?: number;
}

export interface AuditPageRequest {
  readonly limit: number;
  /** Only events older than the one of this id; null begins with the newest. */
  readonly before: string | null;
}

export interface AuditPage {
  /** Newest first. It may hold fewer than asked for although there are more, because a page does bounded work. */
  readonly records: readonly AuditRecord[];
  /** `before` of the next page, or null where there is none. */
  readonly next: string | null;
}
