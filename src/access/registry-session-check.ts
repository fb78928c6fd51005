import { Injectable } from '@nestjs/common';
import { SessionsService } from '../sessions/sessions.service.js';
import { AppError } from '../shared/app-error.js';
import type { Caller } from '../shared/caller.js';
import { SessionCheck } from './session-check.port.js';

/** Asks the service's own registry of sessions; the groups are left to the active-user guard. */
@Injectable()
export class RegistrySessionCheck extends SessionCheck {
  constructor(private readonly sessions: SessionsService) {
    super();
  }

  async confirm(caller: Caller): Promise<Caller> {
    const { userId, sessionId, authTime } = caller;
    const verdict = await this.sessions.check(userId, sessionId, authTime, caller);
    if (verdict === 'revoked') throw new AppError('session_revoked');
    if (verdict === 'idle') throw new AppError('session_idle_timeout');
    return caller;
  }
}
