import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { AdminAction, AuditDetails, NewAuditEvent } from '../audit/audit-event.js';
import { AuditTrail } from '../audit/audit-trail.js';

/** Puts on record what is done by a command. No token names the operator; one request id ties the events of a run together. */
@Injectable()
export class OperatorTrail {
  private readonly origin = { ipAddress: '', userAgent: 'operator command', requestId: randomUUID() };

  constructor(private readonly trail: AuditTrail) {}

  /** Resolves when the event is on disk; see `AuditTrail.record`. */
  succeeded(action: AdminAction, userId: string | null, details: AuditDetails = {}): Promise<void> {
    return this.trail.record({ ...this.eventOf(action, userId, details), outcome: 'SUCCESS' });
  }

  failed(action: AdminAction, userId: string | null, details: AuditDetails): Promise<void> {
    return this.trail.record({ ...this.eventOf(action, userId, details), outcome: 'FAILURE' });
  }

  private eventOf(
    action: AdminAction,
    userId: string | null,
    details: AuditDetails,
  ): Omit<NewAuditEvent, 'outcome'> {
    return {
      type: `admin.${action}`,
      userId,
      actorId: null,
      origin: this.origin,
      details: { ...details, by: 'operator' },
    };
  }
}
