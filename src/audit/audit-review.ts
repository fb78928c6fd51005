import { Injectable } from '@nestjs/common';
import type { Caller } from '../shared/caller.js';
import type { AdminEventType, AuditDetails, NewAuditEvent } from './audit-event.js';
import { AuditLog, type EventList, type ListRequest } from './audit-log.js';
import type { AuditQuery } from './audit-query.js';
import { AuditTrail } from './audit-trail.js';
import { AuditVerification, type AuditVerdict } from './audit-verification.js';

/** What administrators may do with the trail; that they did is recorded in it. */
@Injectable()
export class AuditReview {
  constructor(
    private readonly log: AuditLog,
    private readonly verification: AuditVerification,
    private readonly trail: AuditTrail,
  ) {}

  list(caller: Caller, query: AuditQuery, request: ListRequest): Promise<EventList> {
    return this.trail.recordOutcome(reading(caller, query, 'page'), () => this.log.list(query, request));
  }

  /** The lines of an export; that it was asked for is on record before the first of them. */
  async export(caller: Caller, query: AuditQuery): Promise<AsyncIterable<string>> {
    await this.trail.record({ ...reading(caller, query, 'export'), outcome: 'SUCCESS' });
    return this.log.export(query);
  }

  verify(caller: Caller): Promise<AuditVerdict> {
    const event = by(caller, 'admin.verify_audit');
    return this.trail.recordOutcome(event, () => this.verification.verify());
  }
}

function reading(caller: Caller, query: AuditQuery, form: 'page' | 'export'): Omit<NewAuditEvent, 'outcome'> {
  const { userId, type, outcome } = query;
  const filters = { ...(userId && { about: userId }), ...(type && { type }), ...(outcome && { outcome }) };
  return by(caller, 'admin.read_audit', { form, ...filters });
}

function by(
  caller: Caller,
  type: AdminEventType,
  details: AuditDetails = {},
): Omit<NewAuditEvent, 'outcome'> {
  const { userId: actorId, sessionId } = caller;
  return { type, userId: null, actorId, origin: caller, sessionId, details };
}
