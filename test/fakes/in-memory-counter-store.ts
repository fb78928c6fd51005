import { CounterStore, type CountedAttempt } from '../../src/limits/counter-store.port.js';

export class InMemoryCounterStore extends CounterStore {
  private readonly counters = new Map<string, CountedAttempt>();

  increment(key: string, windowMs: number, now: number): Promise<CountedAttempt> {
    const running = this.running(key, now);
    const counted = {
      count: (running?.count ?? 0) + 1,
      windowEndsAt: running?.windowEndsAt ?? now + windowMs,
    };
    this.counters.set(key, counted);
    return Promise.resolve(counted);
  }

  peek(key: string, now: number): Promise<CountedAttempt | null> {
    return Promise.resolve(this.running(key, now));
  }

  reset(key: string): Promise<void> {
    this.counters.delete(key);
    return Promise.resolve();
  }

  private running(key: string, now: number): CountedAttempt | null {
    const counter = this.counters.get(key);
    return counter && counter.windowEndsAt > now ? counter : null;
  }
}
