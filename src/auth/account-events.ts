import { Injectable } from '@nestjs/common';
import type { NewAuditEvent } from '../audit/audit-event.js';
import { AuditTrail } from '../audit/audit-trail.js';
import type { NoticeKind } from '../notices/notice.js';
import { Notifier } from '../notices/notifier.port.js';
import type { Caller, RequestOrigin } from '../shared/caller.js';
import { Clock } from '../shared/clock.js';

/** What happened to an account: written into the audit trail, and told to its owner by mail. */
@Injectable()
export class AccountEvents {
  constructor(
    private readonly audit: AuditTrail,
    private readonly notifier: Notifier,
    private readonly clock: Clock,
  ) {}

  record(event: NewAuditEvent): Promise<void> {
    return this.audit.record(event);
  }

  /** An event of somebody signed in, about themselves. */
  recordOwn(
    caller: Caller,
    type: NewAuditEvent['type'],
    more: Partial<Pick<NewAuditEvent, 'outcome' | 'details'>> = {},
  ): Promise<void> {
    const { userId, sessionId } = caller;
    return this.audit.record({
      type,
      outcome: 'SUCCESS',
      userId,
      actorId: userId,
      origin: caller,
      sessionId,
      ...more,
    });
  }

  /** Mail to the owner; it is handed over in the background, because no answer may depend on a mailbox. */
  tell(to: string, kind: NoticeKind, origin: RequestOrigin): void {
    void this.notifier.send({ kind, to, at: this.clock.now(), ipAddress: origin.ipAddress });
  }
}
