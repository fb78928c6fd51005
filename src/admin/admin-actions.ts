import { Injectable } from '@nestjs/common';
import type { AdminAction, AuditDetails, NewAuditEvent } from '../audit/audit-event.js';
import { AuditTrail } from '../audit/audit-trail.js';
import type { Caller } from '../shared/caller.js';
import type { Profile } from '../users/profile.js';
import { AdministeredUsers } from './administered-users.js';

/** What the event of an action says beside who did it. */
export interface ActionSubject {
  /** Whom it is about. */
  readonly userId?: string;
  readonly details?: AuditDetails;
}

/**
 * Does what an administrator asks for and puts it on record, refusals too. The answer waits for the event; where it could not
 * be written the action has to be repeated, which each of them bears.
 */
@Injectable()
export class AdminActions {
  constructor(
    private readonly trail: AuditTrail,
    private readonly users: AdministeredUsers,
  ) {}

  perform<T>(
    caller: Caller,
    action: AdminAction,
    subject: ActionSubject,
    work: () => Promise<T>,
  ): Promise<T> {
    return this.trail.recordOutcome(eventOf(caller, action, subject), work);
  }

  /** Does something to a user; `not_found` where there is none. */
  performOn<T>(
    caller: Caller,
    action: AdminAction,
    subject: ActionSubject & { readonly userId: string },
    work: (profile: Profile) => Promise<T>,
  ): Promise<T> {
    return this.perform(caller, action, subject, async () => work(await this.users.find(subject.userId)));
  }

  /** Does something for a user whose id is known only when it is done. */
  async performOnNew(
    caller: Caller,
    action: AdminAction,
    details: AuditDetails,
    work: () => Promise<Profile>,
  ): Promise<Profile> {
    let profile: Profile;
    try {
      profile = await work();
    } catch (error) {
      return this.perform(caller, action, { details }, () => Promise.reject(error as Error));
    }
    const { userId } = profile;
    await this.trail.record({ ...eventOf(caller, action, { userId, details }), outcome: 'SUCCESS' });
    return profile;
  }
}

function eventOf(
  caller: Caller,
  action: AdminAction,
  { userId, details = {} }: ActionSubject,
): Omit<NewAuditEvent, 'outcome'> {
  const { userId: actorId, sessionId } = caller;
  return { type: `admin.${action}`, userId: userId ?? null, actorId, origin: caller, sessionId, details };
}
