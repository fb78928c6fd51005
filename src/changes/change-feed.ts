import { Injectable, Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { AppError } from '../shared/app-error.js';
import type { ChangeWatch } from '../shared/change-watch.js';
import { Clock } from '../shared/clock.js';
import { FRESH_MS } from '../shared/fresh-cache.js';
import { bucketOf } from './buckets.js';
import { type BucketChanges, ChangeStore } from './change-store.port.js';

const POLL_MS = 1_000;

/**
 * A change that is still pending after so long was left behind by an instance that died: every call to AWS is over long
 * before.
 */
export const ABANDONED_MS = 300_000;

/** A bucket as this instance saw it last. */
interface Seen {
  readonly version: string;
  readonly pending: readonly string[];
  /** Counts what this instance saw change in it. */
  readonly epoch: number;
}

const UNTOUCHED: Seen = { version: '', pending: [], epoch: 0 };

/**
 * Tells all instances which users' access state (sessions, sign-outs, profile, groups) is changed, so that guards keep what
 * is not. docs/decisions/0017-change-feed.md says why no fault of it can keep an ended session alive.
 */
@Injectable()
export class ChangeFeed implements ChangeWatch {
  private readonly log = new Logger('ChangeFeed');
  private readonly seen = new Map<number, Seen>();
  /** When each pending change was first seen here, by its id. */
  private readonly pendingSince = new Map<string, number>();
  /** When the last poll that was answered was sent. */
  private polledAt: number | undefined;
  private nextPollAt = 0;
  private polling: Promise<void> | undefined;
  private failing = false;

  constructor(
    private readonly store: ChangeStore,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes a change that every instance must see within five seconds: announces it, makes it, settles it. Where it cannot be
   * announced it is not made; where nobody knows how it ended it stays pending, and the user is read again and again.
   */
  async announced<T>(userId: string, change: () => Promise<T>): Promise<T> {
    const bucket = bucketOf(userId);
    const id = randomUUID();
    await this.store.announce(bucket, id);
    try {
      const result = await change();
      await this.settle(bucket, id);
      return result;
    } catch (error) {
      if (error instanceof AppError && error.code !== 'service_unavailable') await this.settle(bucket, id);
      throw error;
    }
  }

  bucketOf(userId: string): number {
    return bucketOf(userId);
  }

  stampOf(bucket: number): number | undefined {
    if (this.polledAt === undefined) return undefined;
    const { pending, epoch } = this.seen.get(bucket) ?? UNTOUCHED;
    return pending.length === 0 ? epoch : undefined;
  }

  holds(bucket: number, stamp: number | undefined): boolean {
    const now = this.clock.now();
    if (now >= this.nextPollAt || this.nextPollAt - now > POLL_MS) void this.poll();
    if (this.polledAt === undefined || stamp === undefined) return false;
    const age = now - this.polledAt;
    // A clock that was set back tells nothing.
    return age >= 0 && age < FRESH_MS && this.stampOf(bucket) === stamp;
  }

  /** Never rejects; whoever asks while a poll is under way waits for that one. */
  poll(): Promise<void> {
    return (this.polling ??= this.readChanges().finally(() => {
      this.polling = undefined;
    }));
  }

  private async readChanges(): Promise<void> {
    const sentAt = this.clock.now();
    this.nextPollAt = sentAt + POLL_MS;
    try {
      this.take(await this.store.read());
      this.polledAt = sentAt;
      this.failing = false;
      await this.settleAbandoned(sentAt);
    } catch (error) {
      if (!this.failing) this.log.warn('What other instances change could not be read', error);
      this.failing = true;
    }
  }

  private take(changes: readonly BucketChanges[]): void {
    const current = new Map(changes.map((change) => [change.bucket, change]));
    for (const bucket of new Set([...current.keys(), ...this.seen.keys()])) {
      const before = this.seen.get(bucket) ?? UNTOUCHED;
      const { version, pending } = current.get(bucket) ?? UNTOUCHED;
      const isSame = version === before.version && pending.join() === before.pending.join();
      if (!isSame) this.seen.set(bucket, { version, pending, epoch: before.epoch + 1 });
    }
  }

  private async settleAbandoned(now: number): Promise<void> {
    const pending = [...this.seen].flatMap(([bucket, seen]) => seen.pending.map((id) => ({ bucket, id })));
    const ids = new Set(pending.map(({ id }) => id));
    for (const id of this.pendingSince.keys()) if (!ids.has(id)) this.pendingSince.delete(id);
    for (const { bucket, id } of pending) {
      const since = this.pendingSince.get(id);
      if (since === undefined || since > now) this.pendingSince.set(id, now);
      else if (now - since >= ABANDONED_MS) await this.settle(bucket, id);
    }
  }

  /** What stays pending is read again and again, and settled some time later. */
  private async settle(bucket: number, id: string): Promise<void> {
    try {
      await this.store.settle(bucket, id);
    } catch (error) {
      this.log.warn('A change that was made could not be settled', error);
    }
  }
}
