import { Injectable } from '@nestjs/common';
import type { Caller, RequestOrigin } from '../shared/caller.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { ProfilesService } from '../users/profiles.service.js';
import { type AuthOutcome, refused } from './auth-outcome.js';
import { IdentityProvider } from './identity-provider.port.js';
import { SignInCompletion } from './sign-in-completion.js';

const SESSION_REFUSAL = { revoked: 'session_revoked', idle: 'session_idle_timeout' } as const;

/** The life of tokens after a sign-in: refreshed, and ended. */
@Injectable()
export class TokenFlow {
  constructor(
    private readonly identity: IdentityProvider,
    private readonly sessions: SessionsService,
    private readonly profiles: ProfilesService,
    private readonly completion: SignInCompletion,
  ) {}

  /** A session that was ended gives no more tokens, whatever Cognito says of its refresh token. */
  async refresh(refreshToken: string, origin: RequestOrigin): Promise<AuthOutcome> {
    const result = await this.identity.refresh(refreshToken);
    if (result.outcome === 'account_disabled') return refused('account_disabled');
    if (result.outcome !== 'refreshed') return refused('invalid_refresh_token');
    const { signIn } = result;
    const { userId } = signIn.identity;
    const [verdict, profile] = await Promise.all([
      this.sessions.checkNow(userId, signIn.sessionId, signIn.authTime, origin),
      this.profiles.find(userId),
    ]);
    if (verdict !== 'alive' || profile?.status === 'DISABLED') {
      await this.identity.revokeRefreshToken(signIn.tokens.refreshToken);
      return refused(verdict === 'alive' ? 'account_disabled' : SESSION_REFUSAL[verdict]);
    }
    if (profile === null)
      return this.completion.authenticated(signIn, { email: signIn.identity.email, origin });
    return { status: 'AUTHENTICATED', tokens: signIn.tokens, profile };
  }

  /**
   * Ends the session first, because that is what refuses its access token; the refresh token is revoked after it, and
   * one that was not sent in dies with the session at its next use.
   */
  async logout(caller: Caller, refreshToken: string | undefined): Promise<void> {
    await this.sessions.endFamily(caller.userId, caller.sessionId);
    if (refreshToken !== undefined) await this.identity.revokeRefreshToken(refreshToken);
  }
}
