/** How often something may be done in a window, by one address and for one account. */
export interface RateLimitPolicy {
  readonly windowSeconds: number;
  readonly perAddress: number;
  /** Absent where the request names no account. */
  readonly perAccount?: number;
  /** Counted by all instances together, or by each for itself where the operation is cheap. */
  readonly shared: boolean;
  /** Whether failures of the named account can lock it; for the documentation. */
  readonly locks?: boolean;
}

/** `RATE_LIMIT_FACTOR` multiplies every number of requests. */
export const RATE_LIMIT_POLICIES = {
  /** Everything that names no other policy. */
  default: { windowSeconds: 60, perAddress: 600, shared: false },
  /** Guessing passwords. */
  login: { windowSeconds: 60, perAddress: 30, perAccount: 10, shared: true, locks: true },
  /** Guessing codes. */
  code: { windowSeconds: 300, perAddress: 50, perAccount: 15, shared: true, locks: true },
  /** Causing mail. */
  mail: { windowSeconds: 3_600, perAddress: 60, perAccount: 5, shared: true },
  /** Filling the pool. */
  signUp: { windowSeconds: 3_600, perAddress: 60, perAccount: 10, shared: true },
} as const satisfies Record<string, RateLimitPolicy>;

export type RateLimitName = keyof typeof RATE_LIMIT_POLICIES;
