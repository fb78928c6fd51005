import type { CognitoStore } from './cognito-store.js';
import { LOCKOUT_QUIET_MS } from './lockout-window.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Lets go, once an hour, of what can no longer matter to any call. */
export class Housekeeping {
  readonly #store: CognitoStore;
  readonly #now: () => number;
  #lastSweep = -Infinity;

  constructor(store: CognitoStore, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  sweepIfDue(): void {
    const now = this.#now();
    if (now - this.#lastSweep < HOUR_MS) {
      return;
    }
    this.#lastSweep = now;
    this.#sweepSignIns(now);
    const { sessions, lockouts, authorizationCodes, hostedSessions } = this.#store;
    for (const session of sessions.all().filter(({ expiresAt }) => expiresAt < now - DAY_MS)) {
      sessions.delete(session.tokenHash);
    }
    for (const lockout of lockouts
      .all()
      .filter(({ lastFailureAt }) => lastFailureAt < now - LOCKOUT_QUIET_MS)) {
      lockouts.delete(lockout.subject);
    }
    for (const code of authorizationCodes.all().filter(({ expiresAt }) => expiresAt < now)) {
      authorizationCodes.delete(code.codeHash);
    }
    for (const session of hostedSessions.all().filter(({ expiresAt }) => expiresAt < now)) {
      hostedSessions.delete(session.tokenHash);
    }
  }

  /** A sign-in outlives its refresh token by the longest life that its last access token can have. */
  #sweepSignIns(now: number): void {
    const { signIns, refreshTokens } = this.#store;
    for (const signIn of signIns.all().filter(({ refreshExpiresAt }) => refreshExpiresAt < now - DAY_MS)) {
      for (const token of refreshTokens.find('signIn', signIn.originJti)) {
        refreshTokens.delete(token.tokenHash);
      }
      signIns.delete(signIn.originJti);
    }
  }
}
