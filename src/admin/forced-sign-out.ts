import { Injectable } from '@nestjs/common';
import { AccountProvider } from '../auth/account-provider.port.js';
import { SessionsService } from '../sessions/sessions.service.js';

/** The end of all sessions of a user, alone or together with a change in Cognito. Safe to repeat. */
@Injectable()
export class ForcedSignOut {
  constructor(
    private readonly sessions: SessionsService,
    private readonly accounts: AccountProvider,
  ) {}

  /** Our registry first, because that is what refuses access tokens. */
  async now(userId: string): Promise<void> {
    await this.sessions.endAll(userId);
    await this.accounts.signOutEverywhere(userId);
  }

  /** Announced before the change, so that a crash leaves no session alive; confirmed after it, those opened meanwhile included. */
  async around(userId: string, change: () => Promise<void>): Promise<void> {
    const announced = await this.sessions.announceEndAll(userId);
    await change();
    await this.sessions.confirmEndAll(announced);
    await this.accounts.signOutEverywhere(userId);
  }
}
