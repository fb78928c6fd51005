import { Injectable } from '@nestjs/common';
import { SessionList, type SessionListPage, type SessionListRequest } from '../sessions/session-list.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { AppError } from '../shared/app-error.js';
import type { Caller } from '../shared/caller.js';
import { AdminActions } from './admin-actions.js';
import { ForcedSignOut } from './forced-sign-out.js';

/** Where somebody is signed in, and the end of it. */
@Injectable()
export class UserSessionsFlow {
  constructor(
    private readonly actions: AdminActions,
    private readonly sessions: SessionsService,
    private readonly sessionList: SessionList,
    private readonly signOut: ForcedSignOut,
  ) {}

  list(caller: Caller, userId: string, request: SessionListRequest): Promise<SessionListPage> {
    return this.actions.performOn(caller, 'list_sessions', { userId }, async () => {
      return this.sessionList.page(userId, request);
    });
  }

  /** `not_found` too where the session is somebody else's. A refresh token of it dies at its next use. */
  end(caller: Caller, userId: string, sessionId: string): Promise<void> {
    const details = { ended: sessionId };
    return this.actions.perform(caller, 'revoke_session', { userId, details }, async () => {
      if (!(await this.sessions.end(userId, sessionId))) throw new AppError('not_found');
    });
  }

  endAll(caller: Caller, userId: string): Promise<void> {
    return this.actions.performOn(caller, 'sign_out_user', { userId }, async () => {
      await this.signOut.now(userId);
    });
  }
}
