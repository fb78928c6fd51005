import { Injectable } from '@nestjs/common';
import { EnrolledFactors } from '../auth/enrolled-factors.js';
import { IdentityAdministration } from '../auth/identity-administration.port.js';
import type { Caller } from '../shared/caller.js';
import { AdminActions } from './admin-actions.js';
import { AdminNotices } from './admin-notices.js';
import { ForcedSignOut } from './forced-sign-out.js';

/** Takes a password or a second factor away; administrators never set or see one. Whoever had it is signed out. */
@Injectable()
export class CredentialResetFlow {
  constructor(
    private readonly actions: AdminActions,
    private readonly identity: IdentityAdministration,
    private readonly factors: EnrolledFactors,
    private readonly signOut: ForcedSignOut,
    private readonly notices: AdminNotices,
  ) {}

  /** Cognito mails a code, or the invitation again where that was not taken up yet. */
  resetPassword(caller: Caller, userId: string): Promise<void> {
    return this.actions.performOn(caller, 'reset_password', { userId }, async () => {
      await this.signOut.around(userId, async () => {
        await this.identity.requirePasswordReset(userId);
      });
    });
  }

  /** The app, the recovery codes, and every session that they opened. */
  resetMfa(caller: Caller, userId: string): Promise<void> {
    return this.actions.performOn(caller, 'reset_mfa', { userId }, async ({ email }) => {
      await this.signOut.around(userId, () => this.factors.reset(userId));
      this.notices.tell(email, 'mfa_removed');
    });
  }
}
