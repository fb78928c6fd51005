import { Injectable } from '@nestjs/common';
import { AppError } from '../shared/app-error.js';
import type { Caller } from '../shared/caller.js';
import { ProfilesService } from '../users/profiles.service.js';
import { AccountEvents } from './account-events.js';
import { AdminSafeguard } from './admin-safeguard.js';
import { ErasureFlow } from './erasure.flow.js';

/** The end of an account by its owner, who is told. */
@Injectable()
export class OwnErasureFlow {
  constructor(
    private readonly profiles: ProfilesService,
    private readonly safeguard: AdminSafeguard,
    private readonly erasure: ErasureFlow,
    private readonly events: AccountEvents,
  ) {}

  /** Throws `last_admin`. The event is written first: what cannot be audited does not happen. */
  async erase(caller: Caller): Promise<void> {
    const { email } = await this.profiles.get(caller.userId);
    await this.letGo(caller);
    await this.events.recordOwn(caller, 'user.erased');
    await this.erasure.eraseAccount(caller.userId);
    await this.erasure.eraseProfile(caller.userId);
    this.events.tell(email, 'account_erased', caller);
  }

  private async letGo(caller: Caller): Promise<void> {
    try {
      await this.safeguard.leave(caller.userId);
    } catch (error) {
      if (error instanceof AppError && error.code === 'last_admin') {
        const details = { reason: error.code };
        await this.events.recordOwn(caller, 'user.erased', { outcome: 'FAILURE', details });
      }
      throw error;
    }
  }
}
