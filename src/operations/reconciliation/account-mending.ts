import { Injectable } from '@nestjs/common';
import { profileStatusOf } from '../../admin/profile-status-of.js';
import { type AdministeredAccount, IdentityAdministration } from '../../auth/identity-administration.port.js';
import { RolePolicy } from '../../auth/role-policy.js';
import { SessionsService } from '../../sessions/sessions.service.js';
import { ProfilesService } from '../../users/profiles.service.js';
import { CognitoPaces } from '../cognito-paces.js';
import { OperatorTrail } from '../operator-trail.js';
import type { Finding } from './finding.js';

/** Completes what a crash, or a change behind the service's back, left between an account and its profile. */
@Injectable()
export class AccountMending {
  constructor(
    private readonly identity: IdentityAdministration,
    private readonly profiles: ProfilesService,
    private readonly sessions: SessionsService,
    private readonly roles: RolePolicy,
    private readonly trail: OperatorTrail,
    private readonly paces: CognitoPaces,
  ) {}

  /** May be repeated. */
  async mend({ kind, userId, group = '' }: Finding, account: AdministeredAccount): Promise<void> {
    switch (kind) {
      case 'profile_missing':
        await this.profiles.create(this.roles.restrict(account.identity), profileStatusOf(account));
        return;
      case 'confirmation_missing':
        return this.confirm(account);
      case 'account_enabled':
      case 'account_disabled':
        return this.disable(userId);
      case 'address_differs':
        await this.profiles.setEmail(userId, account.identity.email);
        return;
      case 'group_left_over':
        await this.profiles.removeGroup(userId, group);
        return;
      case 'group_missing':
      case 'address_unverified':
      case 'account_without_address':
      case 'profile_without_account':
        throw new TypeError(`${kind} is not mended from the account`);
    }
  }

  /** A confirmation in Cognito's console leaves the address unverified, and then it stays so here. */
  private async confirm({ identity }: AdministeredAccount): Promise<void> {
    if (identity.emailVerified) await this.profiles.confirm(this.roles.restrict(identity));
    else await this.profiles.setStatus(identity.userId, 'ACTIVE');
  }

  /** Every step of a disable, whichever of them was missing, in its order. */
  private async disable(userId: string): Promise<void> {
    await this.profiles.setStatus(userId, 'DISABLED');
    await this.sessions.endAll(userId);
    await this.paces.update.turn();
    await this.identity.disable(userId);
    await this.trail.succeeded('disable_user', userId);
  }
}
