import { Injectable } from '@nestjs/common';
import { IdentityAdministration } from '../auth/identity-administration.port.js';
import { RolePolicy } from '../auth/role-policy.js';
import { AccountLock } from '../limits/account-lock.js';
import { AppError } from '../shared/app-error.js';
import type { Caller } from '../shared/caller.js';
import { ProfilesService } from '../users/profiles.service.js';
import { AdminActions } from './admin-actions.js';

/** Helps somebody in who cannot get in by themselves. */
@Injectable()
export class AccountReliefFlow {
  constructor(
    private readonly actions: AdminActions,
    private readonly identity: IdentityAdministration,
    private readonly profiles: ProfilesService,
    private readonly roles: RolePolicy,
    private readonly lock: AccountLock,
  ) {}

  /** Cognito's own lock opens by time alone. */
  unlock(caller: Caller, userId: string): Promise<void> {
    return this.actions.performOn(caller, 'unlock_user', { userId }, ({ email }) => this.lock.unlock(email));
  }

  /**
   * Cognito first, as at a sign-up: it decides who may sign in, and a repeat completes the profile. Somebody who was invited
   * is confirmed by choosing a password and by nothing else.
   */
  confirm(caller: Caller, userId: string): Promise<void> {
    return this.actions.performOn(caller, 'confirm_user', { userId }, async () => {
      await this.identity.confirm(userId);
      const account = await this.identity.find(userId);
      if (account === null) throw new AppError('not_found');
      if (account.status === 'FORCE_CHANGE_PASSWORD') return;
      await this.profiles.confirm(this.roles.restrict(account.identity));
    });
  }
}
