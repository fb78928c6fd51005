import { Injectable } from '@nestjs/common';
import { AdminSafeguard } from '../auth/admin-safeguard.js';
import { ErasureFlow } from '../auth/erasure.flow.js';
import type { Caller } from '../shared/caller.js';
import { AdminActions } from './admin-actions.js';
import { AdminNotices } from './admin-notices.js';

/** Erases somebody, who is told. */
@Injectable()
export class UserErasureFlow {
  constructor(
    private readonly actions: AdminActions,
    private readonly safeguard: AdminSafeguard,
    private readonly erasure: ErasureFlow,
    private readonly notices: AdminNotices,
  ) {}

  /**
   * The profile goes last, and only once the event is written: as long as it is there the erasure can be repeated, and
   * there is never one that nobody can account for.
   */
  async erase(caller: Caller, userId: string): Promise<void> {
    const { email } = await this.actions.performOn(caller, 'erase_user', { userId }, async (profile) => {
      await this.safeguard.letGo(caller, userId);
      await this.erasure.eraseAccount(userId);
      return profile;
    });
    await this.erasure.eraseProfile(userId);
    this.notices.tell(email, 'account_erased');
  }
}
