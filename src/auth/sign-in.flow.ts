import { Injectable } from '@nestjs/common';
import type { RequestOrigin } from '../shared/caller.js';
import type { AuthOutcome } from './auth-outcome.js';
import { IdentityProvider } from './identity-provider.port.js';
import { SignInCompletion } from './sign-in-completion.js';

/** The first step: address and password. */
@Injectable()
export class SignInFlow {
  constructor(
    private readonly identity: IdentityProvider,
    private readonly completion: SignInCompletion,
  ) {}

  async signIn(email: string, password: string, origin: RequestOrigin): Promise<AuthOutcome> {
    const step = await this.identity.signIn(email, password, origin);
    return this.completion.outcomeOf(step, { email, origin });
  }
}
