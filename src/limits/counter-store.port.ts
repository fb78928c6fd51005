export interface CountedAttempt {
  /** How many were counted in the window, this one included. */
  readonly count: number;
  /** Epoch milliseconds at which the window ends and the count starts again. */
  readonly windowEndsAt: number;
}

/** Atomic counters shared by all instances. A counter starts with its first attempt and ends with its window. */
export abstract class CounterStore {
  /** Counts one attempt; a window that has ended starts anew. */
  abstract increment(key: string, windowMs: number, now: number): Promise<CountedAttempt>;

  /** What is counted in the running window, or null; changes nothing. */
  abstract peek(key: string, now: number): Promise<CountedAttempt | null>;

  abstract reset(key: string): Promise<void>;
}
