import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Settings } from '../config/settings.js';
import { CounterStore } from '../limits/counter-store.port.js';
import { bounded } from '../shared/bounded.js';
import { Clock } from '../shared/clock.js';

const DAY_MS = 86_400_000;
const REMEMBERED = 10_000;

/** Sessions in which a second factor was proved to us, because Cognito asked for none. */
@Injectable()
export class ProvenSessions {
  private readonly lifetimeMs: number;
  private readonly known = new LRUCache<string, true>(bounded(REMEMBERED));

  constructor(
    private readonly counters: CounterStore,
    private readonly clock: Clock,
    settings: Settings,
  ) {
    this.lifetimeMs = settings.refreshTokenDays * DAY_MS;
  }

  async mark(sessionId: string): Promise<void> {
    await this.counters.increment(counterOf(sessionId), this.lifetimeMs, this.clock.now());
    this.known.set(sessionId, true);
  }

  async has(sessionId: string): Promise<boolean> {
    if (this.known.has(sessionId)) return true;
    const isMarked = (await this.counters.peek(counterOf(sessionId), this.clock.now())) !== null;
    if (isMarked) this.known.set(sessionId, true);
    return isMarked;
  }
}

function counterOf(sessionId: string): string {
  return `second-step#${sessionId}`;
}
