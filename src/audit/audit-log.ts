import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Clock } from '../shared/clock.js';
import { Cursors } from '../shared/cursors.js';
import type { AuditEvent } from './audit-event.js';
import { toAuditLine } from './audit-line.js';
import type { AuditQuery } from './audit-query.js';
import type { AuditRecord } from './audit-record.js';
import { AuditSeals } from './audit-seals.js';
import { AuditSink } from './audit-sink.port.js';
import { canonicalJson } from './canonical-json.js';

const EXPORT_PAGE = 100;

export interface ListRequest {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface EventList {
  readonly events: readonly AuditEvent[];
  readonly nextCursor: string | null;
}

/** Reads the trail: lists a page at a time, exports as a stream. */
@Injectable()
export class AuditLog {
  constructor(
    private readonly sink: AuditSink,
    private readonly cursors: Cursors,
    private readonly seals: AuditSeals,
    private readonly clock: Clock,
  ) {}

  /** Matching events, newest first. */
  list(query: AuditQuery, request: ListRequest): Promise<EventList> {
    return this.page('audit-events', query, request);
  }

  /** What concerns one user, for this user. */
  async activity(userId: string, request: ListRequest): Promise<EventList> {
    const { events, nextCursor } = await this.page('activity', { userId }, request);
    return { events: events.map(withoutOthersOrigin), nextCursor };
  }

  /** Every matching event as NDJSON lines, read as fast as they are taken and never more than a page ahead. */
  async *export(query: AuditQuery): AsyncGenerator<string> {
    const place = { export: randomUUID(), filtered: Object.keys(query).length > 0 };
    let number = 0;
    // The last line says that it is the last, so each waits for the next to be found.
    let waiting: AuditRecord | undefined;
    const line = (record: AuditRecord, last: boolean) =>
      `${JSON.stringify(toAuditLine(record, { ...place, number: number++, last }, this.seals))}\n`;
    for await (const record of this.records(query)) {
      if (waiting) yield line(waiting, false);
      waiting = record;
    }
    if (waiting) yield line(waiting, true);
  }

  private async *records(query: AuditQuery): AsyncGenerator<AuditRecord> {
    let before: string | null = null;
    do {
      const page = await this.sink.newest(query, { limit: EXPORT_PAGE, before }, this.clock.now());
      yield* page.records;
      before = page.next;
    } while (before !== null);
  }

  private async page(list: string, query: AuditQuery, request: ListRequest): Promise<EventList> {
    const { limit, cursor } = request;
    const fingerprint = canonicalJson({ list, query });
    const before = cursor === undefined ? null : this.cursors.open(fingerprint, cursor);
    const { records, next } = await this.sink.newest(query, { limit, before }, this.clock.now());
    return {
      events: records.map(({ event }) => event),
      nextCursor: next === null ? null : this.cursors.seal(fingerprint, next),
    };
  }
}

/** Where an administrator was when it acted on somebody is not for that somebody. */
function withoutOthersOrigin(event: AuditEvent): AuditEvent {
  if (event.actorId === null || event.actorId === event.userId) return event;
  return { ...event, ipAddress: '', userAgent: '', sessionId: null };
}
