import { Injectable } from '@nestjs/common';
import type { RequestOrigin } from '../shared/caller.js';
import { type AuthOutcome, refused } from './auth-outcome.js';
import { ChallengeAttempts } from './challenge-attempts.js';
import { ChallengeSessions } from './challenge-session.js';
import { IdentityProvider } from './identity-provider.port.js';
import { SignInCompletion } from './sign-in-completion.js';

/** The second step: proving a factor that the account has. */
@Injectable()
export class ChallengeFlow {
  constructor(
    private readonly identity: IdentityProvider,
    private readonly challenges: ChallengeSessions,
    private readonly attempts: ChallengeAttempts,
    private readonly completion: SignInCompletion,
  ) {}

  async verifyMfa(sealed: string, code: string, origin: RequestOrigin): Promise<AuthOutcome> {
    const session = await this.challenges.open('mfa', sealed);
    if (session?.pending.challenge.kind !== 'MFA') return refused('session_expired');
    if (!(await this.attempts.allow(session))) return refused('session_expired');
    const { method } = session.pending.challenge;
    const step = await this.identity.answerMfa(session.pending, method, code, origin);
    return this.completion.outcomeOf(step, { email: session.email, origin, previous: session });
  }
}
