import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { AppError } from '../shared/app-error.js';
import type { Caller } from '../shared/caller.js';
import { Clock } from '../shared/clock.js';
import { requireRecentAuth } from '../shared/recent-auth.js';
import { EnrolledFactors } from './enrolled-factors.js';
import { IdentityProvider } from './identity-provider.port.js';
import { ProofAttempts } from './proof-attempts.js';
import { type TotpSecret, totpSecret } from './totp-secret.js';

/** Setting up an authenticator app when signed in, or replacing the one that is there. */
@Injectable()
export class SignedInEnrolmentFlow {
  constructor(
    private readonly identity: IdentityProvider,
    private readonly factors: EnrolledFactors,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly attempts: ProofAttempts,
  ) {}

  /** The first half. An app that is there works until the new one is verified; replacing it takes a recent sign-in. */
  async setUp(caller: Caller): Promise<TotpSecret> {
    const { email, mfaEnabled } = await this.factors.owner(caller.userId);
    if (mfaEnabled) this.requireRecentSignIn(caller);
    const associated = await this.identity.associateTotp(caller);
    if (associated.outcome === 'session_expired') throw new AppError('invalid_token');
    return totpSecret(associated.secret, email);
  }

  /**
   * The second half. Answers recovery codes the first time, else null. Cognito takes a code of the app that is there as well, so
   * where there is one this is as good for guessing as a sign-in, and is guarded alike.
   */
  async verify(caller: Caller, code: string): Promise<readonly string[] | null> {
    const { email, mfaEnabled } = await this.factors.owner(caller.userId);
    if (mfaEnabled) this.requireRecentSignIn(caller);
    await this.attempts.admitOwner(caller.userId, email);
    const result = await this.identity.verifyTotp(caller, code);
    if (result === 'code_mismatch') {
      if (mfaEnabled) await this.attempts.failed(email, caller.userId, caller);
      throw new AppError('mfa_code_mismatch');
    }
    if (result === 'session_expired') throw new AppError('invalid_token');
    return this.factors.enrolled(caller);
  }

  private requireRecentSignIn(caller: Caller): void {
    requireRecentAuth(caller, this.settings.stepUpMinutes, this.clock.now());
  }
}
