import { Injectable } from '@nestjs/common';
import { AccountLock } from '../limits/account-lock.js';
import { RateLimits, type RateLimitState } from '../limits/rate-limits.js';
import { AppError } from '../shared/app-error.js';
import type { RequestOrigin } from '../shared/caller.js';
import { maskEmail } from '../shared/mask.js';
import { AccountEvents } from './account-events.js';

/**
 * Mailed codes and current passwords, which can be guessed outside a sign-in: they count towards the lock of the account
 * like any wrong password, and where it is locked they are not even looked at.
 */
@Injectable()
export class ProofAttempts {
  constructor(
    private readonly lock: AccountLock,
    private readonly rates: RateLimits,
    private readonly events: AccountEvents,
  ) {}

  /** Throws `account_locked`, whatever was sent and whether or not the account exists. */
  admit(email: string): Promise<void> {
    return this.lock.check(email);
  }

  /** The same for somebody signed in. Only the token names the account, so its rate is counted here: `too_many_requests`. */
  async admitOwner(userId: string, email: string): Promise<void> {
    const [rate] = await Promise.all([this.rates.takeOfAccount('code', userId), this.lock.check(email)]);
    requireAllowed(rate);
  }

  /** Whether somebody signed in may cause mail to yet another address: `too_many_requests`. */
  async admitMail(userId: string): Promise<void> {
    requireAllowed(await this.rates.takeOfAccount('mail', userId));
  }

  /** Counts a wrong one; that it has locked the account is an event of its own. */
  async failed(email: string, userId: string | null, origin: RequestOrigin): Promise<void> {
    if (!(await this.lock.recordFailure(email))) return;
    await this.events.record({
      type: 'login.locked',
      outcome: 'FAILURE',
      userId,
      actorId: null,
      origin,
      details: { reason: 'account_locked', account: maskEmail(email) },
    });
  }
}

function requireAllowed({ allowed, resetSeconds }: RateLimitState): void {
  if (!allowed) throw new AppError('too_many_requests', { retryAfterSeconds: resetSeconds });
}
