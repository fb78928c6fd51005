import { Injectable } from '@nestjs/common';
import type { RequestOrigin } from '../shared/caller.js';
import { Clock } from '../shared/clock.js';
import { type AuthOutcome, refused } from './auth-outcome.js';
import { ChallengeSessions, type ChallengeSession, type HeldTokens } from './challenge-session.js';
import { EnrolledFactors } from './enrolled-factors.js';
import { type CompletedSignIn, IdentityProvider } from './identity-provider.port.js';
import { SignInSteps } from './sign-in-steps.js';

/**
 * Signing in with a recovery code in place of the lost app: the app is forgotten and a new one must be set up before
 * there are any tokens.
 */
@Injectable()
export class RecoveryFlow {
  constructor(
    private readonly identity: IdentityProvider,
    private readonly factors: EnrolledFactors,
    private readonly challenges: ChallengeSessions,
    private readonly steps: SignInSteps,
    private readonly clock: Clock,
  ) {}

  async recover(sealed: string, code: string, origin: RequestOrigin): Promise<AuthOutcome> {
    const session = await this.steps.resume('mfa', sealed);
    if (session?.held !== undefined) return this.recoverHeld(session, session.held, code, origin);
    if (session?.password === undefined) return refused('session_expired');
    const context = { email: session.email, origin, previous: session };
    const account = await this.identity.findAccount(session.email);
    const userId = account?.identity.userId;
    if (userId === undefined || !(await this.factors.useRecoveryCode(userId, code))) {
      return this.steps.refuse('recovery_code_invalid', context);
    }
    await this.factors.forgetLostApp(userId, session.email, origin);
    const askedAt = this.clock.now();
    const step = await this.identity.signIn(session.email, session.password, origin);
    if (step.step === 'authenticated') return this.demandSetUp(heldTokens(step.signIn), session, askedAt);
    const { email, password, link } = session;
    return this.steps.finish(step, { email, origin, askedAt, password, ...(link && { link }) });
  }

  /** Somebody whom a social provider signed in: there is no password, and the tokens wait already. */
  private async recoverHeld(
    session: ChallengeSession,
    held: HeldTokens,
    code: string,
    origin: RequestOrigin,
  ): Promise<AuthOutcome> {
    if (!(await this.factors.useRecoveryCode(held.userId, code))) {
      return this.steps.refuse('recovery_code_invalid', { email: session.email, origin, previous: session });
    }
    await this.factors.forgetLostApp(held.userId, session.email, origin);
    return this.demandSetUp(held, session, session.startedAt);
  }

  /** Where factors are optional Cognito asks for none now, but whoever had one gets tokens only with a new one. */
  private async demandSetUp(
    held: HeldTokens,
    { email, link }: ChallengeSession,
    startedAt: number,
  ): Promise<AuthOutcome> {
    const challenge = { kind: 'MFA_SETUP', methods: ['TOTP'] } as const;
    const pending = { challenge, username: held.userId, providerSession: '' };
    const content = { email, pending, held, ...(link && { link }) };
    const sealed = await this.challenges.seal('mfa-setup', content, { startedAt });
    return { status: 'MFA_SETUP_REQUIRED', ...sealed, methods: ['TOTP'] };
  }
}

function heldTokens({ identity, tokens }: CompletedSignIn): HeldTokens {
  return { userId: identity.userId, accessToken: tokens.accessToken, refreshToken: tokens.refreshToken };
}
