import type { Caller } from '../shared/caller.js';

/** Knows what a signed token cannot: whether its session still lives. */
export abstract class SessionCheck {
  /**
   * The caller, with those of the token's groups that are known to hold still. At most five seconds old; without a
   * promise where it is known already.
   *
   * Throws `AppError`: `session_revoked`, `session_idle_timeout`, `account_disabled`, `invalid_token`, or
   * `service_unavailable` where nobody can tell.
   */
  abstract confirm(caller: Caller): Caller | Promise<Caller>;
}
