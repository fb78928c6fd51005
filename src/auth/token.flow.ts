import { Injectable, Logger } from '@nestjs/common';
import type { AuditEventType, NewAuditEvent } from '../audit/audit-event.js';
import { AuditTrail } from '../audit/audit-trail.js';
import type { TokenFamily } from '../sessions/refresh-token-store.port.js';
import { RefreshTokens } from '../sessions/refresh-tokens.service.js';
import { SessionsService } from '../sessions/sessions.service.js';
import type { RequestOrigin } from '../shared/caller.js';
import type { ErrorCode } from '../shared/error-code.js';
import { ProfilesService } from '../users/profiles.service.js';
import { type AuthOutcome, refused } from './auth-outcome.js';
import { type CompletedSignIn, IdentityProvider } from './identity-provider.port.js';
import { SignInCompletion } from './sign-in-completion.js';

const SESSION_REFUSAL = { revoked: 'session_revoked', idle: 'session_idle_timeout' } as const;

/** How tokens are refreshed, and what an old refresh token that comes back means. */
@Injectable()
export class TokenFlow {
  private readonly log = new Logger('TokenFlow');

  constructor(
    private readonly identity: IdentityProvider,
    private readonly sessions: SessionsService,
    private readonly refreshTokens: RefreshTokens,
    private readonly profiles: ProfilesService,
    private readonly completion: SignInCompletion,
    private readonly audit: AuditTrail,
  ) {}

  /** A session that was ended gives no more tokens, whatever Cognito says of its refresh token. */
  async refresh(refreshToken: string, origin: RequestOrigin): Promise<AuthOutcome> {
    const result = await this.identity.refresh(refreshToken);
    if (result.outcome === 'refreshed') return this.goOn(result.signIn, refreshToken, origin);
    const known = await this.refreshTokens.find(refreshToken);
    if (result.outcome === 'account_disabled') return this.refuse('account_disabled', known, origin);
    if (known === null) return this.refuseUnknown(result.outcome, origin);
    const verdict = await this.sessions.look(known.userId, known.sessionId);
    if (verdict === 'idle') return this.refuse('session_idle_timeout', known, origin);
    const replayed = result.outcome === 'reused' || this.refreshTokens.isReplay(known);
    if (verdict === 'alive' && replayed) await this.endFamily(known, refreshToken, origin);
    return this.refuse('invalid_refresh_token', known, origin);
  }

  /** The exchange is remembered before the answer: a client that has the new token can be told from a thief of the old one. */
  private async goOn(signIn: CompletedSignIn, old: string, origin: RequestOrigin): Promise<AuthOutcome> {
    const { tokens, sessionId, authTime, identity } = signIn;
    const family = { userId: identity.userId, sessionId };
    const [verdict, profile] = await Promise.all([
      this.sessions.checkNow(family.userId, sessionId, authTime, origin),
      this.profiles.find(family.userId),
      this.refreshTokens.exchange(old, tokens.refreshToken, family),
    ]);
    if (verdict !== 'alive' || profile?.status === 'DISABLED') {
      await this.revoke(tokens.refreshToken);
      return this.refuse(verdict === 'alive' ? 'account_disabled' : SESSION_REFUSAL[verdict], family, origin);
    }
    const outcome: AuthOutcome =
      profile === null
        ? await this.completion.authenticated(signIn, { email: identity.email, origin })
        : { status: 'AUTHENTICATED', tokens, profile };
    if (outcome.status === 'REFUSED') return this.refuse(outcome.code, family, origin);
    const actor = { actorId: family.userId, outcome: 'SUCCESS' } as const;
    await this.audit.record({ ...event('token.refreshed', family, origin), ...actor });
    return outcome;
  }

  /**
   * Somebody else has the newest token of this family, or this one was stolen: nobody can tell which, so both lose it. The
   * registry is what refuses; Cognito is told where that can be done.
   */
  private async endFamily(family: TokenFamily, replayed: string, origin: RequestOrigin): Promise<void> {
    await this.sessions.endFamily(family.userId, family.sessionId);
    await this.audit.record(event('token.reuse_detected', family, origin));
    await this.revoke(replayed);
  }

  private async refuseUnknown(outcome: 'reused' | 'invalid', origin: RequestOrigin): Promise<AuthOutcome> {
    if (outcome === 'reused') await this.audit.record(event('token.reuse_detected', null, origin));
    return this.refuse('invalid_refresh_token', null, origin);
  }

  private async refuse(
    code: ErrorCode,
    family: TokenFamily | null,
    origin: RequestOrigin,
  ): Promise<AuthOutcome> {
    await this.audit.record({ ...event('token.refresh_failed', family, origin), details: { reason: code } });
    return refused(code);
  }

  /** The session is refused anyway, so a failure here must not hide the refusal. */
  private async revoke(refreshToken: string): Promise<void> {
    try {
      await this.identity.revokeRefreshToken(refreshToken);
    } catch (error) {
      this.log.warn('A refresh token of a session that is over could not be revoked', error);
    }
  }
}

function event(type: AuditEventType, family: TokenFamily | null, origin: RequestOrigin): NewAuditEvent {
  const { userId = null, sessionId = null } = family ?? {};
  return { type, outcome: 'FAILURE', userId, actorId: null, origin, sessionId };
}
