import { Injectable } from '@nestjs/common';
import type { AuditEventType, NewAuditEvent } from '../audit/audit-event.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { AppError } from '../shared/app-error.js';
import type { Caller } from '../shared/caller.js';
import { AccountProvider } from './account-provider.port.js';
import { IdentityProvider } from './identity-provider.port.js';

/**
 * The ways in which people end their sessions. Our registry comes first, because that is what refuses access tokens; where
 * Cognito cannot be told after it, the answer says so and the sessions are over all the same.
 */
@Injectable()
export class SignOutFlow {
  constructor(
    private readonly sessions: SessionsService,
    private readonly identity: IdentityProvider,
    private readonly accounts: AccountProvider,
    private readonly audit: AuditTrail,
  ) {}

  /** A refresh token that is not sent in dies with the session at its next use. */
  logout(caller: Caller, refreshToken: string | undefined): Promise<void> {
    return this.audit.recordOutcome(event('logout', caller, caller.sessionId), async () => {
      await this.sessions.endFamily(caller.userId, caller.sessionId);
      if (refreshToken !== undefined) await this.identity.revokeRefreshToken(refreshToken);
    });
  }

  logoutAll(caller: Caller): Promise<void> {
    return this.audit.recordOutcome(event('logout.all', caller, caller.sessionId), async () => {
      await this.sessions.endAll(caller.userId);
      await this.accounts.signOutEverywhere(caller.userId);
    });
  }

  /** Ends one session of the caller's own; `not_found` where there is none such. */
  endOne(caller: Caller, sessionId: string): Promise<void> {
    return this.audit.recordOutcome(event('session.revoked', caller, sessionId), async () => {
      if (!(await this.sessions.end(caller.userId, sessionId))) throw new AppError('not_found');
    });
  }
}

function event(type: AuditEventType, caller: Caller, sessionId: string): Omit<NewAuditEvent, 'outcome'> {
  const { userId } = caller;
  return { type, userId, actorId: userId, origin: caller, sessionId };
}
