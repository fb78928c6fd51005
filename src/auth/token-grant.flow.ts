import { Injectable } from '@nestjs/common';
import type { RequestOrigin } from '../shared/caller.js';
import type { AuthOutcome } from './auth-outcome.js';
import { ChallengeFlow } from './challenge.flow.js';
import { SignInFlow } from './sign-in.flow.js';
import { TokenFlow } from './token.flow.js';

/** A token request of RFC 6749 (4.3, 6), and the second step that it does not know. */
export type Grant =
  | {
      readonly type: 'password';
      readonly email: string;
      readonly password: string;
      readonly otp: string | undefined;
    }
  | { readonly type: 'refresh_token'; readonly refreshToken: string }
  | { readonly type: 'mfa_otp'; readonly session: string; readonly otp: string };

/** The same sign-in as everywhere else, for clients that speak OAuth 2, such as the Authorize button of Swagger UI. */
@Injectable()
export class TokenGrantFlow {
  constructor(
    private readonly signIn: SignInFlow,
    private readonly challenge: ChallengeFlow,
    private readonly tokens: TokenFlow,
  ) {}

  async grant(grant: Grant, origin: RequestOrigin): Promise<AuthOutcome> {
    switch (grant.type) {
      case 'password': {
        const outcome = await this.signIn.signIn(grant.email, grant.password, origin);
        if (outcome.status !== 'MFA_REQUIRED' || grant.otp === undefined) return outcome;
        return this.challenge.verifyMfa(outcome.session, grant.otp, origin);
      }
      case 'refresh_token':
        return this.tokens.refresh(grant.refreshToken, origin);
      case 'mfa_otp':
        return this.challenge.verifyMfa(grant.session, grant.otp, origin);
    }
  }
}
