import { Injectable } from '@nestjs/common';
import { SessionsService } from '../sessions/sessions.service.js';
import { AccountProvider } from './account-provider.port.js';

/**
 * Ends sessions round a step that sets a password at Cognito. Their end is announced before the step, so that a crash
 * after it leaves no old session alive; where the step throws nobody knows what it did, and the announcement stands.
 */
@Injectable()
export class SessionEnding {
  constructor(
    private readonly sessions: SessionsService,
    private readonly accounts: AccountProvider,
  ) {}

  /** Ends every session of the user where the step has set a password; `null` is an account that does not exist. */
  async all<T extends { readonly outcome: string }>(
    userId: string | null,
    step: () => Promise<T>,
  ): Promise<T> {
    if (userId === null) return step();
    const result = await this.round(userId, undefined, step);
    if (result.outcome === 'set') await this.accounts.signOutEverywhere(userId);
    return result;
  }

  /** Ends the other sessions of the user where the step has set a password. */
  others<T extends { readonly outcome: string }>(
    userId: string,
    spare: string,
    step: () => Promise<T>,
  ): Promise<T> {
    return this.round(userId, spare, step);
  }

  private async round<T extends { readonly outcome: string }>(
    userId: string,
    spare: string | undefined,
    step: () => Promise<T>,
  ): Promise<T> {
    const announced = await this.sessions.announceEndAll(userId, spare === undefined ? {} : { spare });
    const result = await step();
    if (result.outcome === 'set') await this.sessions.confirmEndAll(announced);
    else await this.sessions.withdrawEndAll(announced);
    return result;
  }
}
