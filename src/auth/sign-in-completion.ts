import { Injectable } from '@nestjs/common';
import { RefreshTokens } from '../sessions/refresh-tokens.service.js';
import { SessionsService } from '../sessions/sessions.service.js';
import type { RequestOrigin } from '../shared/caller.js';
import { Clock } from '../shared/clock.js';
import { type AuthOutcome, refused } from './auth-outcome.js';
import {
  type ChallengePurpose,
  ChallengeSessions,
  type ChallengeSession,
  provedAt,
} from './challenge-session.js';
import type {
  Challenge,
  ChallengeStep,
  CompletedSignIn,
  PendingChallenge,
} from './identity-provider.port.js';
import { SignInProfiles } from './sign-in-profiles.js';
import type { SocialLink } from './social/social-link.js';

/** Cognito's lock doubles from one second up to about fifteen minutes and does not say where it stands. */
const LOCK_RETRY_SECONDS = 60;

const PURPOSE: Record<Challenge['kind'], ChallengePurpose> = {
  MFA: 'mfa',
  MFA_SELECTION: 'mfa-selection',
  MFA_SETUP: 'mfa-setup',
  NEW_PASSWORD: 'new-password',
};

export interface SignInContext {
  readonly email: string;
  readonly origin: RequestOrigin;
  /**
   * When Cognito was asked about a password, epoch milliseconds. What ends all sessions after that ends this one too, although
   * the answer came later: the password may be the one that was just changed.
   */
  readonly askedAt?: number;
  /** The step before, where this is not the first one. */
  readonly previous?: ChallengeSession;
  /** The password that was just proved; sealed with most challenges. */
  readonly password?: string;
  /** What the whole sign-in is to lead to; later steps have it from the step before. */
  readonly link?: SocialLink;
  /** Whether a social provider vouches for the person. */
  readonly social?: boolean;
}

/** What every step of a sign-in has in common: turning the provider's answer into an outcome. */
@Injectable()
export class SignInCompletion {
  constructor(
    private readonly profiles: SignInProfiles,
    private readonly sessions: SessionsService,
    private readonly refreshTokens: RefreshTokens,
    private readonly challenges: ChallengeSessions,
    private readonly clock: Clock,
  ) {}

  async outcomeOf(step: ChallengeStep, context: SignInContext): Promise<AuthOutcome> {
    switch (step.step) {
      case 'authenticated':
        return this.authenticated(step.signIn, context);
      case 'challenge':
        return this.challenged(step.pending, context);
      case 'code_mismatch':
        return refused('mfa_code_mismatch');
      case 'session_expired':
        return refused('session_expired');
      case 'refused':
        return refused(step.reason, step.reason === 'account_locked' ? LOCK_RETRY_SECONDS : undefined);
    }
  }

  /** Registers the session with its refresh token and brings the profile up to date, in one round trip in parallel. */
  async authenticated(signIn: CompletedSignIn, context: SignInContext): Promise<AuthOutcome> {
    const now = this.clock.now();
    const family = { userId: signIn.identity.userId, sessionId: signIn.sessionId };
    const { previous } = context;
    const newPassword = previous?.purpose === 'new-password';
    const mfaPassed = previous?.held?.mfaEnabled ?? (previous !== undefined && !newPassword);
    const [recorded] = await Promise.all([
      this.profiles.record({
        identity: signIn.identity,
        groups: signIn.groups,
        mfaEnabled: mfaPassed,
        ...(newPassword && { passwordChangedAt: new Date(now).toISOString() }),
        issuedAt: signIn.issuedAt,
        at: new Date(now).toISOString(),
      }),
      this.sessions.open(
        family.userId,
        family.sessionId,
        context.origin,
        provedAt(context.previous, context.askedAt),
      ),
      this.refreshTokens.remember(signIn.tokens.refreshToken, family),
    ]);
    if (recorded.outcome === 'disabled') return refused('account_disabled');
    return { status: 'AUTHENTICATED', tokens: signIn.tokens, profile: recorded.profile };
  }

  private async challenged(pending: PendingChallenge, context: SignInContext): Promise<AuthOutcome> {
    const { challenge } = pending;
    const sealed = await this.challenges.seal(
      PURPOSE[challenge.kind],
      { email: context.email, pending, ...passwordFor(challenge, context), ...linkOf(context) },
      { previous: context.previous, startedAt: context.askedAt },
    );
    switch (challenge.kind) {
      case 'MFA':
        return {
          status: 'MFA_REQUIRED',
          ...sealed,
          method: challenge.method,
          ...(challenge.destination !== undefined && { destination: challenge.destination }),
        };
      case 'MFA_SELECTION':
        return { status: 'MFA_SELECTION_REQUIRED', ...sealed, methods: challenge.methods };
      case 'MFA_SETUP':
        return { status: 'MFA_SETUP_REQUIRED', ...sealed, methods: challenge.methods };
      case 'NEW_PASSWORD':
        return { status: 'NEW_PASSWORD_REQUIRED', ...sealed, reason: 'INVITED' };
    }
  }
}

function linkOf({ link, previous }: SignInContext): { link?: SocialLink } {
  const intended = link ?? previous?.link;
  return intended === undefined ? {} : { link: intended };
}

/** Only steps that a recovery code can be given in take the password along, and the one that must not end in the same. */
function passwordFor(challenge: Challenge, context: SignInContext): { password?: string } {
  const password = context.password ?? context.previous?.password;
  return challenge.kind !== 'MFA_SETUP' && password !== undefined ? { password } : {};
}
