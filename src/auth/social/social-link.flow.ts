import { Injectable } from '@nestjs/common';
import { AccountLock } from '../../limits/account-lock.js';
import type { RequestOrigin } from '../../shared/caller.js';
import { Clock } from '../../shared/clock.js';
import { type AuthOutcome, refused } from '../auth-outcome.js';
import { IdentityProvider } from '../identity-provider.port.js';
import { SignInSteps } from '../sign-in-steps.js';
import { SocialLinkSessions } from './social-link-sessions.js';

/**
 * Proving the password of the account that a social sign-in would be linked to. It is a password sign-in like any other;
 * the intent to link travels with it, sealed, and is carried out only at its very end.
 */
@Injectable()
export class SocialLinkFlow {
  constructor(
    private readonly offers: SocialLinkSessions,
    private readonly lock: AccountLock,
    private readonly identity: IdentityProvider,
    private readonly steps: SignInSteps,
    private readonly clock: Clock,
  ) {}

  async prove(session: string, password: string, origin: RequestOrigin): Promise<AuthOutcome> {
    const offer = await this.offers.resume(session);
    if (offer === null) return refused('session_expired');
    const { email, link } = offer;
    await this.lock.check(email);
    const askedAt = this.clock.now();
    const step = await this.identity.signIn(email, password, origin);
    return this.steps.finish(step, { email, origin, askedAt, password, link });
  }
}
