import { Injectable } from '@nestjs/common';
import { SessionsService } from '../sessions/sessions.service.js';
import { ProfilesService } from '../users/profiles.service.js';
import { AccountProvider } from './account-provider.port.js';
import { RecoveryCodes } from './recovery-codes.js';
import { OwnTotp } from './social/own-totp.js';

/**
 * The end of an account, in an order that a crash cannot turn into half an account: refused first, erased after it, and
 * the profile last, because as long as it is there the erasure can be seen and repeated.
 */
@Injectable()
export class ErasureFlow {
  constructor(
    private readonly accounts: AccountProvider,
    private readonly profiles: ProfilesService,
    private readonly sessions: SessionsService,
    private readonly recoveryCodes: RecoveryCodes,
    private readonly ownTotp: OwnTotp,
  ) {}

  /** Everything but the profile. Safe to repeat. */
  async eraseAccount(userId: string): Promise<void> {
    await this.profiles.setStatus(userId, 'DISABLED');
    await this.sessions.endAll(userId);
    await this.accounts.erase(userId);
    await Promise.all([this.recoveryCodes.remove(userId), this.ownTotp.remove(userId)]);
  }

  /** The last step. */
  async eraseProfile(userId: string): Promise<void> {
    await this.profiles.delete(userId);
  }
}
