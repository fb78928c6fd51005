import type { CompletedSignIn } from '../../src/auth/identity-provider.port.js';
import {
  IdentityProviderSteps,
  newEmail,
  DRAFT,
  type IdentityProviderVariant,
} from './identity-provider.steps.js';
import type { PoolSubject } from './pool-subject.js';

export const NEW_PASSWORD = 'Another-Horse-8-Battery';
export const UNKNOWN_USER = '00000000-0000-4000-8000-000000000000';
export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** What people and administrators do with a pool, step by step. */
export class PoolSteps extends IdentityProviderSteps {
  constructor(
    private readonly pool: () => PoolSubject,
    variant: IdentityProviderVariant,
  ) {
    super(pool, variant);
  }

  override get subject(): PoolSubject {
    return this.pool();
  }

  /** Somebody new who is signed in. */
  async newcomer(): Promise<{ email: string; userId: string; accessToken: string; signIn: CompletedSignIn }> {
    const user = await this.registerAndConfirm();
    const signIn = await this.signedIn(user.email);
    return { ...user, signIn, accessToken: signIn.tokens.accessToken };
  }

  async invited(): Promise<{ email: string; userId: string }> {
    const email = newEmail();
    const result = await this.subject.administration.invite({ email, draft: DRAFT });
    if (result.outcome !== 'invited') throw new Error(result.outcome);
    return { email, userId: result.account.identity.userId };
  }
}
