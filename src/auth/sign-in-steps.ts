import { Injectable } from '@nestjs/common';
import { type AuthOutcome, refused } from './auth-outcome.js';
import { ChallengeAttempts } from './challenge-attempts.js';
import { type ChallengePurpose, ChallengeSessions, type ChallengeSession } from './challenge-session.js';
import type { ChallengeStep } from './identity-provider.port.js';
import { SignInAudit } from './sign-in-audit.js';
import { SignInCompletion, type SignInContext } from './sign-in-completion.js';

/** How every step of a sign-in begins and ends: the session of the step before is opened, the outcome is audited. */
@Injectable()
export class SignInSteps {
  constructor(
    private readonly challenges: ChallengeSessions,
    private readonly attempts: ChallengeAttempts,
    private readonly completion: SignInCompletion,
    private readonly audit: SignInAudit,
  ) {}

  /** The session of the step before, or null: altered, expired, meant for another step, or tried too often. */
  async resume(purpose: ChallengePurpose, sealed: string): Promise<ChallengeSession | null> {
    const session = await this.challenges.open(purpose, sealed);
    return session !== null && (await this.attempts.allow(session)) ? session : null;
  }

  async finish(step: ChallengeStep, context: SignInContext): Promise<AuthOutcome> {
    return this.audited(await this.completion.outcomeOf(step, context), context);
  }

  async refuse(
    code: 'session_expired' | 'recovery_code_invalid',
    context: SignInContext,
  ): Promise<AuthOutcome> {
    return this.audited(refused(code), context);
  }

  private async audited(outcome: AuthOutcome, context: SignInContext): Promise<AuthOutcome> {
    await this.audit.record(outcome, context);
    return outcome;
  }
}
