import { Injectable } from '@nestjs/common';
import type { RequestOrigin } from '../shared/caller.js';
import { Clock } from '../shared/clock.js';
import type { AuthOutcome } from './auth-outcome.js';
import { IdentityProvider } from './identity-provider.port.js';
import { SignInSteps } from './sign-in-steps.js';

/** The first step: address and password. */
@Injectable()
export class SignInFlow {
  constructor(
    private readonly identity: IdentityProvider,
    private readonly steps: SignInSteps,
    private readonly clock: Clock,
  ) {}

  async signIn(email: string, password: string, origin: RequestOrigin): Promise<AuthOutcome> {
    const askedAt = this.clock.now();
    const step = await this.identity.signIn(email, password, origin);
    return this.steps.finish(step, { email, origin, askedAt, password });
  }
}
