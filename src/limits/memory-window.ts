import { LRUCache } from 'lru-cache';
import { bounded } from '../shared/bounded.js';
import type { CountedAttempt } from './counter-store.port.js';

const MAX_KEYS = 50_000;

interface Window {
  count: number;
  readonly endsAt: number;
}

/** Counts in this process alone, in fixed windows; bounded, and a few hundred nanoseconds a call. */
export class MemoryWindow {
  private readonly windows = new LRUCache<string, Window>(bounded(MAX_KEYS));

  increment(key: string, windowMs: number, now: number): CountedAttempt {
    let window = this.windows.get(key);
    if (window === undefined || window.endsAt <= now) {
      window = { count: 0, endsAt: now + windowMs };
      this.windows.set(key, window);
    }
    window.count += 1;
    return { count: window.count, windowEndsAt: window.endsAt };
  }
}
