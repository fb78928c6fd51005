import type { CacheCounts } from './cache-counts.js';
import { type ChangeWatch, NO_WATCH } from './change-watch.js';
import type { Clock } from './clock.js';
import { Generations } from './generations.js';

/** State that guards rely on may be this old at most, so that a change elsewhere takes effect within five seconds. */
export const FRESH_MS = 4_000;

/** After this a value is read again even where nobody told of a change, in case somebody changed the tables by hand. */
export const MAX_HELD_MS = 600_000;

/** Those of 50,000 active users for sure. */
const MAX_ENTRIES = 100_000;

/** A read, as it has to be known again. */
interface Read {
  /** When it began. */
  readonly start: number;
  readonly bucket: number;
  /** Undefined where only time tells whether what was read is still true. */
  readonly stamp: number | undefined;
}

interface Entry<V> extends Read {
  readonly value: V;
}

interface Loading<V> {
  readonly value: Promise<V>;
  read: Read;
}

export interface FreshCacheOptions {
  readonly watch?: ChangeWatch;
  /** The user whose changes make a key's value another one. */
  readonly userOf?: (key: string) => string;
  readonly maxEntries?: number;
}

/**
 * A bounded cache of what was read a moment ago, or was not changed since. Concurrent reads of one key share one load, and
 * a change on this instance is seen at once through `forget`.
 */
export class FreshCache<V extends object, C = void> {
  readonly counts: CacheCounts = { hits: 0, misses: 0 };
  private readonly cache: Generations<Entry<V>>;
  private readonly loading = new Map<string, Loading<V>>();
  private readonly watch: ChangeWatch;
  private readonly userOf: (key: string) => string;

  constructor(
    private readonly clock: Clock,
    private readonly load: (key: string, context: C) => Promise<V>,
    { watch = NO_WATCH, userOf = (key) => key, maxEntries = MAX_ENTRIES }: FreshCacheOptions = {},
  ) {
    this.watch = watch;
    this.userOf = userOf;
    this.cache = new Generations(maxEntries);
  }

  /**
   * The value where its read began less than `FRESH_MS` ago, or where nobody has changed it since; answers without a promise,
   * for the hot path.
   */
  peek(key: string): V | undefined {
    const entry = this.cache.get(key);
    if (entry === undefined) return undefined;
    if (!this.isTrue(entry)) {
      this.cache.delete(key);
      return undefined;
    }
    this.counts.hits += 1;
    return entry.value;
  }

  /** `context` is for the load, where this needs more than the key. */
  async get(key: string, context: C): Promise<V> {
    const known = this.peek(key);
    if (known !== undefined) return known;
    this.counts.misses += 1;
    const running = this.loading.get(key);
    if (running !== undefined) return running.value;
    const bucket = this.watch.bucketOf(this.userOf(key));
    // Before the read, so that a change during the read is one since.
    const read = { start: this.clock.now(), bucket, stamp: this.watch.stampOf(bucket) };
    const loading = { value: this.load(key, context), read };
    this.loading.set(key, loading);
    try {
      const value = await loading.value;
      // A value whose load was overtaken by a change must not be kept.
      if (this.loading.get(key) === loading) this.cache.set(key, { value, ...loading.read });
      return value;
    } finally {
      if (this.loading.get(key) === loading) this.loading.delete(key);
    }
  }

  /** `since`: when the write was asked for that answered the value, which may have been changed again before the answer came. */
  put(key: string, value: V, since: number): void {
    this.loading.delete(key);
    this.cache.set(key, { value, start: since, bucket: 0, stamp: undefined });
  }

  /**
   * Lets the value be true for `FRESH_MS` from its read only, whether or not somebody told of a change; one that is being
   * read too.
   */
  doubt(key: string): void {
    const entry = this.cache.get(key);
    if (entry?.stamp !== undefined) this.cache.set(key, { ...entry, stamp: undefined });
    const loading = this.loading.get(key);
    if (loading !== undefined) loading.read = { ...loading.read, stamp: undefined };
  }

  forget(key: string): void {
    this.loading.delete(key);
    this.cache.delete(key);
  }

  /** A negative age is that of a clock that was set back, by which nothing can be told. */
  private isTrue({ start, bucket, stamp }: Read): boolean {
    const age = this.clock.now() - start;
    if (age >= 0 && age < FRESH_MS) return true;
    return age >= 0 && age < MAX_HELD_MS && this.watch.holds(bucket, stamp);
  }
}
