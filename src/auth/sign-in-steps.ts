import { Injectable } from '@nestjs/common';
import { AccountLock } from '../limits/account-lock.js';
import type { ErrorCode } from '../shared/error-code.js';
import { type AuthOutcome, refused } from './auth-outcome.js';
import { ChallengeAttempts } from './challenge-attempts.js';
import { type ChallengePurpose, ChallengeSessions, type ChallengeSession } from './challenge-session.js';
import type { ChallengeStep, CompletedSignIn } from './identity-provider.port.js';
import { PasswordExpiry } from './password-expiry.js';
import { SignInAudit } from './sign-in-audit.js';
import { SignInCompletion, type SignInContext } from './sign-in-completion.js';
import { SocialLinks } from './social/social-links.js';

/** Refusals that a guess ends in. */
const GUESSES: readonly ErrorCode[] = ['invalid_credentials', 'mfa_code_mismatch', 'recovery_code_invalid'];

/** How every step of a sign-in begins and ends: the session of the step before is opened, the outcome is audited. */
@Injectable()
export class SignInSteps {
  constructor(
    private readonly challenges: ChallengeSessions,
    private readonly attempts: ChallengeAttempts,
    private readonly completion: SignInCompletion,
    private readonly audit: SignInAudit,
    private readonly lock: AccountLock,
    private readonly links: SocialLinks,
    private readonly expiry: PasswordExpiry,
  ) {}

  /** The session of the step before, or null: altered, expired, meant for another step, or tried too often. */
  async resume(purpose: ChallengePurpose, sealed: string): Promise<ChallengeSession | null> {
    const session = await this.challenges.open(purpose, sealed);
    if (session === null) return null;
    const [allowed] = await Promise.all([this.attempts.allow(session), this.lock.check(session.email)]);
    return allowed ? session : null;
  }

  async finish(step: ChallengeStep, context: SignInContext): Promise<AuthOutcome> {
    const outcome = this.completion.outcomeOf(step, context);
    return step.step === 'authenticated'
      ? this.letIn(step.signIn, outcome, context)
      : this.audited(await outcome, context);
  }

  async refuse(
    code: 'session_expired' | 'recovery_code_invalid',
    context: SignInContext,
  ): Promise<AuthOutcome> {
    return this.audited(refused(code), context);
  }

  /** Session, profile and audit event are written side by side, so that a sign-in waits for one of them only. */
  private async letIn(
    signIn: CompletedSignIn,
    completing: Promise<AuthOutcome>,
    context: SignInContext,
  ): Promise<AuthOutcome> {
    const [outcome] = await Promise.all([
      completing,
      this.audit.succeeded(signIn, context),
      this.lock.recordSuccess(context.email),
    ]);
    // Cognito let them in, but the profile is disabled: what follows is the last word.
    if (outcome.status === 'REFUSED') return this.audited(outcome, context);
    const link = context.link ?? context.previous?.link;
    if (link !== undefined) await this.links.complete(link, signIn.identity.userId, context.origin);
    if (outcome.status !== 'AUTHENTICATED') return outcome;
    const demanded = await this.expiry.demand(signIn, outcome.profile, context);
    if (demanded === null) return outcome;
    await this.audit.failed('password_expired', context, false);
    return demanded;
  }

  private async audited(outcome: AuthOutcome, context: SignInContext): Promise<AuthOutcome> {
    if (outcome.status !== 'REFUSED') return outcome;
    const { code } = outcome;
    // Cognito's own lock, which an account that does not exist may never show: told apart on record only.
    const hidden = code === 'account_locked' && context.previous === undefined;
    const told = hidden ? refused('invalid_credentials') : outcome;
    const locked = GUESSES.includes(told.code) && (await this.lock.recordFailure(context.email));
    await this.audit.failed(code, context, locked && !hidden);
    return told;
  }
}
