import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { Clock } from '../shared/clock.js';
import type { Profile } from '../users/profile.js';
import type { NewPasswordRequired } from './auth-outcome.js';
import { ChallengeSessions } from './challenge-session.js';
import type { CompletedSignIn } from './identity-provider.port.js';
import type { SignInContext } from './sign-in-completion.js';

const DAY_MS = 86_400_000;

/**
 * Passwords that are too old. Cognito knows no such thing: the tokens of a sign-in with one are held back until another
 * is chosen.
 */
@Injectable()
export class PasswordExpiry {
  private readonly maxAgeMs: number;

  constructor(
    private readonly challenges: ChallengeSessions,
    private readonly clock: Clock,
    settings: Settings,
  ) {
    this.maxAgeMs = settings.password.maxAgeDays * DAY_MS;
  }

  /** What comes in place of the tokens, or null where the password is young enough or none was used. */
  async demand(
    signIn: CompletedSignIn,
    profile: Profile,
    context: SignInContext,
  ): Promise<NewPasswordRequired | null> {
    const { previous } = context;
    const password = context.password ?? previous?.password;
    if (password === undefined || previous?.purpose === 'new-password' || !this.isTooOld(profile))
      return null;
    const { accessToken, refreshToken } = signIn.tokens;
    const { userId } = profile;
    const sealed = await this.challenges.seal(
      'new-password',
      {
        email: context.email,
        pending: { challenge: { kind: 'NEW_PASSWORD' }, username: userId, providerSession: '' },
        password,
        held: {
          userId,
          accessToken,
          refreshToken,
          mfaEnabled: profile.mfaEnabled,
          sessionId: signIn.sessionId,
        },
      },
      { previous },
    );
    return { status: 'NEW_PASSWORD_REQUIRED', ...sealed, reason: 'EXPIRED' };
  }

  private isTooOld({ passwordChangedAt, createdAt }: Profile): boolean {
    const age = this.clock.now() - Date.parse(passwordChangedAt ?? createdAt);
    return this.maxAgeMs > 0 && age > this.maxAgeMs;
  }
}
