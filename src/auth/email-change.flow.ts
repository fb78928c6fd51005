import { Injectable } from '@nestjs/common';
import { AppError } from '../shared/app-error.js';
import type { Caller } from '../shared/caller.js';
import type { Profile } from '../users/profile.js';
import { ProfilesService } from '../users/profiles.service.js';
import { AccountEvents } from './account-events.js';
import { AccountProvider } from './account-provider.port.js';
import { IdentityProvider } from './identity-provider.port.js';
import { ProofAttempts } from './proof-attempts.js';

/**
 * Another address for the account. The old one stays valid until the new one is verified, and is told. A crash after
 * Cognito has taken the address is mended by the next sign-in, which brings the profile up to date.
 */
@Injectable()
export class EmailChangeFlow {
  constructor(
    private readonly identity: IdentityProvider,
    private readonly accounts: AccountProvider,
    private readonly profiles: ProfilesService,
    private readonly attempts: ProofAttempts,
    private readonly events: AccountEvents,
  ) {}

  /** Answers alike whether or not the new address is taken: an owner of it is told, and verifying it will fail. */
  async start(caller: Caller, newEmail: string): Promise<void> {
    const { email } = await this.profiles.get(caller.userId);
    await this.attempts.admitMail(caller.userId);
    const started = await this.accounts.startEmailChange(caller.accessToken, newEmail);
    if (started === 'same') {
      throw new AppError('validation_failed', {
        errors: [{ field: 'newEmail', message: 'must be another address than the current one' }],
      });
    }
    await this.events.recordOwn(caller, 'email.change_requested', {
      outcome: started === 'started' ? 'SUCCESS' : 'FAILURE',
    });
    if (started === 'taken') this.events.tell(newEmail, 'account_exists', caller);
    this.events.tell(email, 'email_change_requested', caller);
  }

  async verify(caller: Caller, code: string): Promise<Profile> {
    const before = await this.profiles.get(caller.userId);
    await this.attempts.admitOwner(caller.userId, before.email);
    const result = await this.accounts.confirmEmailChange(caller.accessToken, code);
    if (result !== 'changed') {
      await this.attempts.failed(before.email, caller.userId, caller);
      await this.events.recordOwn(caller, 'email.changed', {
        outcome: 'FAILURE',
        details: { reason: result },
      });
      throw new AppError(result === 'code_expired' ? 'code_expired' : 'code_mismatch');
    }
    const account = await this.identity.findAccount(caller.userId);
    if (account === null) throw new AppError('not_found');
    const profile = await this.profiles.setEmail(caller.userId, account.identity.email);
    await this.events.recordOwn(caller, 'email.changed');
    this.events.tell(before.email, 'email_changed', caller);
    return profile;
  }
}
