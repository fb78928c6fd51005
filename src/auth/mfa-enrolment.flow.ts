import { Injectable } from '@nestjs/common';
import { toDataURL } from 'qrcode';
import { AppError } from '../shared/app-error.js';
import type { Caller, RequestOrigin } from '../shared/caller.js';
import { type AuthOutcome, type Refused, refused } from './auth-outcome.js';
import { ChallengeAttempts } from './challenge-attempts.js';
import { ChallengeSessions } from './challenge-session.js';
import { EnrolledFactors } from './enrolled-factors.js';
import { IdentityProvider } from './identity-provider.port.js';
import { SignInCompletion } from './sign-in-completion.js';

const ISSUER = 'Auth Service';

/** What an authenticator app needs. */
export interface TotpSecret {
  /** Base32. */
  readonly secret: string;
  readonly otpauthUri: string;
  /** `data:image/png;base64,…` */
  readonly qrCode: string;
}

export interface TotpSetup extends TotpSecret {
  readonly status: 'SETUP';
  /** Sealed; good for verifying the new factor. */
  readonly session: string;
}

/** Setting up an authenticator app, in the middle of signing in or signed in. */
@Injectable()
export class MfaEnrolmentFlow {
  constructor(
    private readonly identity: IdentityProvider,
    private readonly challenges: ChallengeSessions,
    private readonly attempts: ChallengeAttempts,
    private readonly completion: SignInCompletion,
    private readonly factors: EnrolledFactors,
  ) {}

  /** The first half, while signing in. */
  async setUp(sealed: string): Promise<TotpSetup | Refused> {
    const session = await this.challenges.open('mfa-setup', sealed);
    if (session?.pending.challenge.kind !== 'MFA_SETUP') return refused('session_expired');
    const associated = await this.identity.associateTotp({ pending: session.pending });
    if (associated.outcome === 'session_expired' || associated.providerSession === null) {
      return refused('session_expired');
    }
    const pending = { ...session.pending, providerSession: associated.providerSession };
    const next = await this.challenges.seal('mfa-setup-verification', session.email, pending, session);
    return {
      status: 'SETUP',
      session: next.session,
      ...(await totpSecret(associated.secret, session.email)),
    };
  }

  /** The second half, while signing in: a right code ends the sign-in. */
  async verifySetUp(
    sealed: string,
    code: string,
    deviceName: string | undefined,
    origin: RequestOrigin,
  ): Promise<AuthOutcome> {
    const session = await this.challenges.open('mfa-setup-verification', sealed);
    if (session === null || !(await this.attempts.allow(session))) return refused('session_expired');
    const step = await this.identity.completeTotpSetup(session.pending, code, deviceName, origin);
    const outcome = await this.completion.outcomeOf(step, {
      email: session.email,
      origin,
      previous: session,
    });
    if (outcome.status !== 'AUTHENTICATED') return outcome;
    const recoveryCodes = await this.factors.issueFirstRecoveryCodes(outcome.profile.userId);
    return recoveryCodes === null ? outcome : { ...outcome, recoveryCodes };
  }

  /** The first half, signed in. The factor that is there, if any, works until the new one is verified. */
  async setUpSignedIn(caller: Caller): Promise<TotpSecret> {
    const { email } = await this.factors.ownerOf(caller.userId);
    const associated = await this.identity.associateTotp(caller);
    if (associated.outcome === 'session_expired') throw new AppError('invalid_token');
    return totpSecret(associated.secret, email);
  }

  /** The second half, signed in. Answers recovery codes the first time, else null. */
  async verifySignedIn(caller: Caller, code: string, deviceName?: string): Promise<readonly string[] | null> {
    const result = await this.identity.verifyTotp(caller, code, deviceName);
    if (result === 'code_mismatch') throw new AppError('mfa_code_mismatch');
    if (result === 'session_expired') throw new AppError('invalid_token');
    return this.factors.enrolled(caller.userId);
  }
}

async function totpSecret(secret: string, email: string): Promise<TotpSecret> {
  const label = `${encodeURIComponent(ISSUER)}:${encodeURIComponent(email)}`;
  const otpauthUri = `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(ISSUER)}`;
  return { secret, otpauthUri, qrCode: await toDataURL(otpauthUri, { margin: 2, width: 240 }) };
}
