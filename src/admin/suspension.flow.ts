import { Injectable } from '@nestjs/common';
import { AdminSafeguard } from '../auth/admin-safeguard.js';
import { IdentityAdministration } from '../auth/identity-administration.port.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { AppError } from '../shared/app-error.js';
import type { Caller } from '../shared/caller.js';
import { ProfilesService } from '../users/profiles.service.js';
import { AdminActions } from './admin-actions.js';
import { profileStatusOf } from './profile-status-of.js';

/** Locks somebody out for good, and lets them in again. */
@Injectable()
export class SuspensionFlow {
  constructor(
    private readonly actions: AdminActions,
    private readonly safeguard: AdminSafeguard,
    private readonly profiles: ProfilesService,
    private readonly sessions: SessionsService,
    private readonly identity: IdentityAdministration,
  ) {}

  /** The profile first: it refuses tokens already issued and every later sign-in, whatever becomes of the other steps. */
  disable(caller: Caller, userId: string): Promise<void> {
    return this.actions.performOn(caller, 'disable_user', { userId }, async () => {
      await this.safeguard.letGo(caller, userId);
      await this.profiles.setStatus(userId, 'DISABLED');
      await this.sessions.endAll(userId);
      await this.identity.disable(userId);
    });
  }

  /** The profile last: until it says so, nobody is let in. */
  enable(caller: Caller, userId: string): Promise<void> {
    return this.actions.performOn(caller, 'enable_user', { userId }, async () => {
      await this.identity.enable(userId);
      const account = await this.identity.find(userId);
      if (account === null) throw new AppError('not_found');
      await this.profiles.setStatus(userId, profileStatusOf(account));
      await this.safeguard.welcome(userId);
    });
  }
}
