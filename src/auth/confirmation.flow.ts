import { Injectable } from '@nestjs/common';
import type { RequestOrigin } from '../shared/caller.js';
import { maskEmail } from '../shared/mask.js';
import { ProfilesService } from '../users/profiles.service.js';
import { AccountEvents } from './account-events.js';
import { discreet, type Disclosure } from './discreet-refusal.js';
import { type CodeDelivery, IdentityProvider } from './identity-provider.port.js';
import { RolePolicy } from './role-policy.js';

/** From the code of the mail to a confirmed account; it completes a profile that a crash left unwritten. */
@Injectable()
export class ConfirmationFlow {
  constructor(
    private readonly identity: IdentityProvider,
    private readonly profiles: ProfilesService,
    private readonly roles: RolePolicy,
    private readonly events: AccountEvents,
  ) {}

  async confirm(
    email: string,
    code: string,
    origin: RequestOrigin,
    disclosure: Disclosure = 'conflict',
  ): Promise<void> {
    const result = await this.identity.confirmSignUp(email, code);
    if (result !== 'confirmed') {
      await this.record('user.confirmed', email, null, origin, result);
      throw discreet(result, disclosure);
    }
    const account = await this.identity.findAccount(email);
    if (account !== null) await this.profiles.confirm(this.roles.restrict(account.identity));
    await this.record('user.confirmed', email, account?.identity.userId ?? null, origin);
  }

  /** The answer is made from what was sent in, so it says nothing about the account. */
  async resendCode(email: string, origin: RequestOrigin): Promise<CodeDelivery> {
    const [profile] = await Promise.all([this.profiles.findByEmail(email), this.identity.resendCode(email)]);
    await this.record('user.code_resent', email, profile?.userId ?? null, origin);
    return { medium: 'EMAIL', destination: maskEmail(email) };
  }

  private record(
    type: 'user.confirmed' | 'user.code_resent',
    email: string,
    userId: string | null,
    origin: RequestOrigin,
    reason?: string,
  ): Promise<void> {
    return this.events.record({
      type,
      outcome: userId === null ? 'FAILURE' : 'SUCCESS',
      userId,
      actorId: null,
      origin,
      details: { account: maskEmail(email), ...(reason !== undefined && { reason }) },
    });
  }
}
