import { Injectable } from '@nestjs/common';
import type { RequestOrigin } from '../shared/caller.js';
import { type AuthOutcome, type Refused, refused } from './auth-outcome.js';
import { ChallengeSessions } from './challenge-session.js';
import { EnrolledFactors } from './enrolled-factors.js';
import { HeldSignIn } from './held-sign-in.js';
import { IdentityProvider } from './identity-provider.port.js';
import { SignInSteps } from './sign-in-steps.js';
import { type TotpSecret, totpSecret } from './totp-secret.js';

export interface TotpSetup extends TotpSecret {
  readonly status: 'SETUP';
  /** Sealed; good for verifying the new factor. */
  readonly session: string;
}

/** Setting up an authenticator app in the middle of signing in. */
@Injectable()
export class MfaEnrolmentFlow {
  constructor(
    private readonly identity: IdentityProvider,
    private readonly held: HeldSignIn,
    private readonly challenges: ChallengeSessions,
    private readonly steps: SignInSteps,
    private readonly factors: EnrolledFactors,
  ) {}

  /** The first half: a fresh secret. */
  async setUp(sealed: string): Promise<TotpSetup | Refused> {
    const session = await this.challenges.open('mfa-setup', sealed);
    if (session?.pending.challenge.kind !== 'MFA_SETUP') return refused('session_expired');
    const { email, held, link } = session;
    const associated = await this.identity.associateTotp(held ?? { pending: session.pending });
    if (associated.outcome === 'session_expired') return refused('session_expired');
    const pending = { ...session.pending, providerSession: associated.providerSession ?? '' };
    const next = await this.challenges.seal(
      'mfa-setup-verification',
      { email, pending, ...(held && { held }), ...(link && { link }) },
      { previous: session },
    );
    return { status: 'SETUP', session: next.session, ...(await totpSecret(associated.secret, email)) };
  }

  /** The second half: a right code ends the sign-in. */
  async verifySetUp(
    sealed: string,
    code: string,
    deviceName: string | undefined,
    origin: RequestOrigin,
  ): Promise<AuthOutcome> {
    const session = await this.steps.resume('mfa-setup-verification', sealed);
    if (session === null) return refused('session_expired');
    const step = session.held
      ? await this.held.proveSetUp(session.held, code, deviceName)
      : await this.identity.completeTotpSetup(session.pending, code, deviceName, origin);
    const outcome = await this.steps.finish(step, { email: session.email, origin, previous: session });
    if (outcome.status !== 'AUTHENTICATED') return outcome;
    const recoveryCodes = await this.factors.issueFirstRecoveryCodes(outcome.profile.userId);
    return recoveryCodes === null ? outcome : { ...outcome, recoveryCodes };
  }
}
