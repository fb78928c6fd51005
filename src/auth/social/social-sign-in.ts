import { Injectable } from '@nestjs/common';
import { Settings } from '../../config/settings.js';
import type { RequestOrigin } from '../../shared/caller.js';
import { maskEmail } from '../../shared/mask.js';
import { type AuthOutcome, refused } from '../auth-outcome.js';
import { ChallengeSessions } from '../challenge-session.js';
import { FactorProvider } from '../factor-provider.port.js';
import { type Challenge, type CompletedSignIn, IdentityProvider } from '../identity-provider.port.js';
import { SignInSteps } from '../sign-in-steps.js';
import { SocialLinkSessions } from './social-link-sessions.js';
import type { ExternalAccount } from './social-provider.port.js';

/** What follows once a social provider has said who somebody is: who that is to us, and a second step where one is due. */
@Injectable()
export class SocialSignIn {
  constructor(
    private readonly identity: IdentityProvider,
    private readonly factors: FactorProvider,
    private readonly challenges: ChallengeSessions,
    private readonly offers: SocialLinkSessions,
    private readonly steps: SignInSteps,
    private readonly settings: Settings,
  ) {}

  async outcomeOf(
    signIn: CompletedSignIn,
    external: ExternalAccount | null,
    origin: RequestOrigin,
  ): Promise<AuthOutcome> {
    if (external !== null) {
      // Whoever merely claims an address at the provider must not become its owner here.
      if (!signIn.identity.emailVerified) return this.turnAway(signIn, refused('social_email_unverified'));
      const offer = await this.offerLink(signIn, external);
      if (offer !== null) return this.turnAway(signIn, offer);
    }
    const challenge = await this.secondStep(signIn.identity.userId);
    if (challenge === null) {
      const { email } = signIn.identity;
      return this.steps.finish({ step: 'authenticated', signIn }, { email, origin, social: true });
    }
    return this.hold(signIn, challenge);
  }

  /** An account with this address that has a password is its owner's, who must prove it first. */
  private async offerLink(signIn: CompletedSignIn, external: ExternalAccount): Promise<AuthOutcome | null> {
    const { email, userId: externalUserId } = signIn.identity;
    const account = await this.identity.findAccount(email);
    if (account === null || !account.confirmed || account.identity.userId === externalUserId) return null;
    const link = { external, externalUserId, userId: account.identity.userId };
    const sealed = await this.offers.offer({ email, link });
    return { status: 'SOCIAL_LINK_REQUIRED', ...sealed, destination: maskEmail(email) };
  }

  /** Cognito asks nobody for a factor who comes through a social provider. */
  private async secondStep(userId: string): Promise<Challenge | null> {
    const factors = await this.factors.list(userId);
    if (factors.some(({ method, enabled }) => method === 'TOTP' && enabled)) {
      return { kind: 'MFA', method: 'TOTP' };
    }
    return this.settings.mfaRequired ? { kind: 'MFA_SETUP', methods: ['TOTP'] } : null;
  }

  private async hold(signIn: CompletedSignIn, challenge: Challenge): Promise<AuthOutcome> {
    const { userId, email } = signIn.identity;
    const { accessToken, refreshToken } = signIn.tokens;
    const content = {
      email,
      pending: { challenge, username: userId, providerSession: '' },
      held: { userId, accessToken, refreshToken },
    };
    if (challenge.kind === 'MFA') {
      const sealed = await this.challenges.seal('mfa', content);
      return { status: 'MFA_REQUIRED', ...sealed, method: challenge.method };
    }
    const sealed = await this.challenges.seal('mfa-setup', content);
    return { status: 'MFA_SETUP_REQUIRED', ...sealed, methods: ['TOTP'] };
  }

  /** The tokens that came with the code are of no use to anybody. */
  private async turnAway(signIn: CompletedSignIn, outcome: AuthOutcome): Promise<AuthOutcome> {
    await this.identity.revokeRefreshToken(signIn.tokens.refreshToken);
    return outcome;
  }
}
