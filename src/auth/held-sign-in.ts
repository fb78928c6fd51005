import { Injectable } from '@nestjs/common';
import type { HeldTokens } from './challenge-session.js';
import { type ChallengeStep, IdentityProvider } from './identity-provider.port.js';
import { ProvenSessions } from './proven-sessions.js';
import { OwnTotp } from './social/own-totp.js';
import { SocialProvider } from './social/social-provider.port.js';

/**
 * The end of a sign-in that is over for Cognito but not for us. The held tokens were never told to anybody; new ones are,
 * once the factor is proved.
 */
@Injectable()
export class HeldSignIn {
  constructor(
    private readonly identity: IdentityProvider,
    private readonly social: SocialProvider,
    private readonly ownTotp: OwnTotp,
    private readonly proven: ProvenSessions,
  ) {}

  /** A code of the app that the user has. */
  async prove(held: HeldTokens, code: string): Promise<ChallengeStep> {
    const proof = this.social.tokenFacts(held.accessToken).isExternal
      ? await this.ownTotp.verify(held.userId, code)
      : await this.identity.verifyTotp(held, code);
    if (proof === 'account_locked') return { step: 'refused', reason: proof };
    return proof === 'verified' ? this.release(held) : { step: proof };
  }

  /** The first code of an app that is being set up. */
  async proveSetUp(held: HeldTokens, code: string, deviceName: string | undefined): Promise<ChallengeStep> {
    const verified = await this.identity.verifyTotp(held, code, deviceName);
    return verified === 'verified' ? this.release(held) : { step: verified };
  }

  /** New tokens of the same sign-in. */
  async refreshed(held: HeldTokens): Promise<ChallengeStep> {
    const refreshed = await this.identity.refresh(held.refreshToken);
    if (refreshed.outcome !== 'refreshed') return { step: 'session_expired' };
    return { step: 'authenticated', signIn: refreshed.signIn };
  }

  private async release(held: HeldTokens): Promise<ChallengeStep> {
    const step = await this.refreshed(held);
    if (step.step === 'authenticated') await this.proven.mark(step.signIn.sessionId);
    return step;
  }
}
