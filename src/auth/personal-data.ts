import { Injectable } from '@nestjs/common';
import type { AuditEvent } from '../audit/audit-event.js';
import { AuditLog } from '../audit/audit-log.js';
import type { Session } from '../sessions/session.js';
import { SessionsService } from '../sessions/sessions.service.js';
import type { Caller } from '../shared/caller.js';
import type { Profile } from '../users/profile.js';
import { AccountProvider } from './account-provider.port.js';
import { EnrolledFactors } from './enrolled-factors.js';
import type { FactorState } from './factor-provider.port.js';

const EVENTS_AT_ONCE = 100;

export interface PersonalData {
  readonly profile: Profile;
  /** The language of the mails to the person, e.g. `de`; null where none is kept. */
  readonly locale: string | null;
  readonly factors: readonly FactorState[];
  readonly recoveryCodesLeft: number;
  readonly sessions: readonly Session[];
  /** Every audit event about the person, newest first. */
  readonly activity: readonly AuditEvent[];
}

/** Gathers all that is held on a person, for that person (GDPR, Art. 15 and 20). */
@Injectable()
export class PersonalDataCollector {
  constructor(
    private readonly factors: EnrolledFactors,
    private readonly sessions: SessionsService,
    private readonly log: AuditLog,
    private readonly accounts: AccountProvider,
  ) {}

  async collect({ userId }: Caller): Promise<PersonalData> {
    const [profile, locale, factors, recoveryCodesLeft, sessions, activity] = await Promise.all([
      this.factors.owner(userId),
      this.accounts.localeOf(userId),
      this.factors.list(userId),
      this.factors.recoveryCodesLeft(userId),
      this.sessions.list(userId),
      this.activityOf(userId),
    ]);
    return { profile, locale, factors, recoveryCodesLeft, sessions: sessions.items, activity };
  }

  private async activityOf(userId: string): Promise<AuditEvent[]> {
    const events: AuditEvent[] = [];
    let cursor: string | null = null;
    do {
      const page = await this.log.activity(userId, { limit: EVENTS_AT_ONCE, cursor: cursor ?? undefined });
      events.push(...page.events);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return events;
  }
}
