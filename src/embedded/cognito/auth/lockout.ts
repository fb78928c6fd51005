import type { OperationContext } from '../protocol/operation-context.js';
import { refusals } from '../protocol/refusals.js';
import { LOCKOUT_QUIET_MS } from '../store/lockout-window.js';
import type { UserRecord } from '../store/records.js';

const FREE_FAILURES = 5;
const LONGEST_LOCK_MS = 900_000;

/** Whose failures are counted together: passwords and second factors each on their own. */
export function lockoutSubject(kind: 'mfa' | 'password', user: UserRecord): string {
  return `${kind}/${user.poolId}/${user.sub}`;
}

/** A name that belongs to nobody locks like one that does, so that a lock tells nothing. */
export function unknownUserSubject(poolId: string, name: string): string {
  return `unknown/${poolId}/${name.toLowerCase()}`;
}

export function requireUnlocked(context: OperationContext, subject: string): void {
  if ((context.store.lockouts.get(subject)?.lockedUntil ?? 0) > context.now()) {
    throw refusals.attemptsExceeded();
  }
}

/** Counts a failure; the fifth and each further one locks for twice as long as the one before. */
export function countFailure(context: OperationContext, subject: string): void {
  const now = context.now();
  const before = context.store.lockouts.get(subject);
  const isFresh = before !== undefined && before.lastFailureAt > now - LOCKOUT_QUIET_MS;
  const failures = (isFresh ? before.failures : 0) + 1;
  const lock = failures < FREE_FAILURES ? 0 : 2 ** (failures - FREE_FAILURES) * 1000;
  const lockedUntil = now + Math.min(lock, LONGEST_LOCK_MS);
  context.store.lockouts.put({ subject, failures, lastFailureAt: now, lockedUntil });
}

export function clearFailures(context: OperationContext, subject: string): void {
  context.store.lockouts.delete(subject);
}
