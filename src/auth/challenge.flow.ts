import { Injectable } from '@nestjs/common';
import { AppError } from '../shared/app-error.js';
import type { RequestOrigin } from '../shared/caller.js';
import { Clock } from '../shared/clock.js';
import { type AuthOutcome, refused } from './auth-outcome.js';
import { ExpiredPassword } from './expired-password.js';
import { HeldSignIn } from './held-sign-in.js';
import { IdentityProvider, type MfaMethod, type NewPasswordStep } from './identity-provider.port.js';
import { PasswordRules } from './password-rules.js';
import { SignInSteps } from './sign-in-steps.js';

/** The steps after the password: choosing a factor, proving it, choosing a new password. */
@Injectable()
export class ChallengeFlow {
  constructor(
    private readonly identity: IdentityProvider,
    private readonly held: HeldSignIn,
    private readonly expired: ExpiredPassword,
    private readonly steps: SignInSteps,
    private readonly rules: PasswordRules,
    private readonly clock: Clock,
  ) {}

  async verifyMfa(sealed: string, code: string, origin: RequestOrigin): Promise<AuthOutcome> {
    const session = await this.steps.resume('mfa', sealed);
    if (session?.pending.challenge.kind !== 'MFA') return refused('session_expired');
    const { method } = session.pending.challenge;
    const step = session.held
      ? await this.held.prove(session.held, code)
      : await this.identity.answerMfa(session.pending, method, code, origin);
    return this.steps.finish(step, { email: session.email, origin, previous: session });
  }

  async selectMfa(sealed: string, method: MfaMethod, origin: RequestOrigin): Promise<AuthOutcome> {
    const session = await this.steps.resume('mfa-selection', sealed);
    const challenge = session?.pending.challenge;
    if (session === null || challenge?.kind !== 'MFA_SELECTION') return refused('session_expired');
    if (!challenge.methods.includes(method)) {
      const message = `must be one of ${challenge.methods.join(', ')}`;
      throw new AppError('validation_failed', { errors: [{ field: 'method', message }] });
    }
    const step = await this.identity.selectMfa(session.pending, method, origin);
    return this.steps.finish(step, { email: session.email, origin, previous: session });
  }

  async chooseNewPassword(sealed: string, newPassword: string, origin: RequestOrigin): Promise<AuthOutcome> {
    const session = await this.steps.resume('new-password', sealed);
    if (session === null) return refused('session_expired');
    await this.rules.check('newPassword', newPassword, session);
    const { held, password } = session;
    // Cognito would take a temporary password, or one that is too old, for the new one.
    if (newPassword === password) throw new AppError('password_reused');
    const askedAt = this.clock.now();
    const step =
      held !== undefined && password !== undefined
        ? await this.expired.replace(held, password, newPassword)
        : await this.identity.answerNewPassword(session.pending, newPassword, origin);
    if (isRejected(step)) throw passwordError(step);
    return this.steps.finish(step, {
      email: session.email,
      origin,
      askedAt,
      previous: session,
      password: newPassword,
    });
  }
}

type Rejected = Extract<NewPasswordStep, { step: 'password_rejected' | 'password_reused' }>;

function isRejected(step: NewPasswordStep): step is Rejected {
  return step.step === 'password_rejected' || step.step === 'password_reused';
}

function passwordError(step: Rejected): AppError {
  if (step.step === 'password_reused') return new AppError('password_reused');
  return new AppError('password_policy_violation', {
    errors: step.violations.map((message) => ({ field: 'newPassword', message })),
  });
}
