import { LRUCache } from 'lru-cache';
import type { CacheCounts } from './cache-counts.js';
import type { Clock } from './clock.js';

/** State that guards rely on may be this old at most, so that a change elsewhere takes effect within five seconds. */
export const FRESH_MS = 4_000;

/**
 * A bounded cache of what was read a moment ago. Concurrent reads of one key share one load, and a change on this
 * instance is seen at once through `forget`.
 */
export class FreshCache<V extends object, C = void> {
  readonly counts: CacheCounts = { hits: 0, misses: 0 };
  private readonly cache: LRUCache<string, V>;
  private readonly loading = new Map<string, Promise<V>>();

  constructor(
    private readonly clock: Clock,
    private readonly load: (key: string, context: C) => Promise<V>,
    maxEntries = 50_000,
  ) {
    this.cache = new LRUCache({
      max: maxEntries,
      ttl: FRESH_MS,
      ttlResolution: 0,
      perf: { now: () => clock.now() },
    });
  }

  /** The value if its read began less than `FRESH_MS` ago; answers without a promise, for the hot path. */
  peek(key: string): V | undefined {
    const known = this.cache.get(key);
    if (known !== undefined) this.counts.hits += 1;
    return known;
  }

  /** `context` is for the load, where this needs more than the key. */
  async get(key: string, context: C): Promise<V> {
    const known = this.peek(key);
    if (known !== undefined) return known;
    this.counts.misses += 1;
    const running = this.loading.get(key);
    if (running !== undefined) return running;
    const start = this.clock.now();
    const started = this.load(key, context);
    this.loading.set(key, started);
    try {
      const value = await started;
      // A value whose load was overtaken by a change must not be kept.
      if (this.loading.get(key) === started) this.cache.set(key, value, { start });
      return value;
    } finally {
      if (this.loading.get(key) === started) this.loading.delete(key);
    }
  }

  put(key: string, value: V): void {
    this.loading.delete(key);
    this.cache.set(key, value);
  }

  forget(key: string): void {
    this.loading.delete(key);
    this.cache.delete(key);
  }
}
