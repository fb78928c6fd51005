import { Injectable } from '@nestjs/common';
import { createHmac } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { Settings } from '../config/settings.js';
import { AppError } from '../shared/app-error.js';
import { bounded } from '../shared/bounded.js';
import { Clock } from '../shared/clock.js';
import { SecretKeys } from '../shared/secret-keys.js';
import { CounterStore } from './counter-store.port.js';

const REMEMBERED_ACCOUNTS = 10_000;

/**
 * Locks an account after too many wrong passwords, codes and recovery codes, whether or not it exists. It opens again by
 * time, by an administrator, and by nothing else; a sign-in that succeeds before the lock starts the count anew.
 */
@Injectable()
export class AccountLock {
  private readonly windowMs: number;
  private readonly limit: number;
  private readonly key: Uint8Array;
  /** Accounts that had failures when they were last looked at here, so that a success knows what to clear. */
  private readonly failing = new LRUCache<string, true>(bounded(REMEMBERED_ACCOUNTS));

  constructor(
    private readonly counters: CounterStore,
    private readonly clock: Clock,
    settings: Settings,
    keys: SecretKeys,
  ) {
    this.windowMs = settings.lockMinutes * 60_000;
    this.limit = settings.lockAfter;
    this.key = keys.derive('account-lock').at(-1)?.key ?? new Uint8Array();
  }

  /** Throws `account_locked` with the time that is left, whatever the password would have been. */
  async check(email: string): Promise<void> {
    const name = this.nameOf(email);
    const now = this.clock.now();
    const [failures, lock] = await Promise.all([
      this.counters.peek(failuresOf(name), now),
      this.counters.peek(lockOf(name), now),
    ]);
    if (failures !== null) this.failing.set(name, true);
    if (lock === null) return;
    throw new AppError('account_locked', { retryAfterSeconds: Math.ceil((lock.windowEndsAt - now) / 1000) });
  }

  /** Counts a failure; true where this one has locked the account. */
  async recordFailure(email: string): Promise<boolean> {
    const name = this.nameOf(email);
    const now = this.clock.now();
    this.failing.set(name, true);
    const { count } = await this.counters.increment(failuresOf(name), this.windowMs, now);
    if (count < this.limit) return false;
    await this.counters.increment(lockOf(name), this.windowMs, now);
    return true;
  }

  /** Forgets the failures of somebody who has just signed in. */
  async recordSuccess(email: string): Promise<void> {
    if (this.failing.has(this.nameOf(email))) await this.unlock(email);
  }

  /** Safe to repeat. */
  async unlock(email: string): Promise<void> {
    const name = this.nameOf(email);
    await Promise.all([this.counters.reset(failuresOf(name)), this.counters.reset(lockOf(name))]);
    this.failing.delete(name);
  }

  /** The table must not become a list of the addresses that were tried. */
  private nameOf(email: string): string {
    return createHmac('sha256', this.key).update(email.toLowerCase()).digest('base64url');
  }
}

function failuresOf(name: string): string {
  return `failures#${name}`;
}

/** A counter of its own, so that the lock lasts its whole time from the failure that caused it. */
function lockOf(name: string): string {
  return `lock#${name}`;
}
