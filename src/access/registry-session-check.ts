import { Injectable } from '@nestjs/common';
import type { SessionVerdict } from '../sessions/session.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { AppError } from '../shared/app-error.js';
import type { Caller } from '../shared/caller.js';
import { ProfilesService } from '../users/profiles.service.js';
import { SessionCheck } from './session-check.port.js';

/** Asks the service's own registry of sessions; the groups are left to the active-user guard. */
@Injectable()
export class RegistrySessionCheck extends SessionCheck {
  constructor(
    private readonly sessions: SessionsService,
    private readonly profiles: ProfilesService,
  ) {
    super();
  }

  confirm(caller: Caller): Caller | Promise<Caller> {
    const verdict = this.sessions.checkKnown(caller.userId, caller.sessionId, caller.authTime, caller);
    return verdict === undefined ? this.look(caller) : judged(verdict, caller);
  }

  private async look(caller: Caller): Promise<Caller> {
    const { userId, sessionId, authTime } = caller;
    // A session that is new here may come of a sign-in elsewhere, which wrote to the profile and was announced to nobody.
    this.profiles.doubt(userId);
    // The next guard asks for it, so it comes in the same call as the session.
    this.profiles.expect(userId);
    return judged(await this.sessions.check(userId, sessionId, authTime, caller), caller);
  }
}

function judged(verdict: SessionVerdict, caller: Caller): Caller {
  if (verdict === 'revoked') throw new AppError('session_revoked');
  if (verdict === 'idle') throw new AppError('session_idle_timeout');
  return caller;
}
