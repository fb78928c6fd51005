import { AppError } from './app-error.js';
import type { Caller } from './caller.js';

/** Throws a step-up demand where the caller's sign-in is more than `minutes` ago, or there is none (RFC 9470). */
export function requireRecentAuth(
  caller: Pick<Caller, 'authTime'> | undefined,
  minutes: number,
  now: number,
): void {
  if (caller !== undefined && now - caller.authTime * 1000 <= minutes * 60_000) return;
  throw new AppError('insufficient_user_authentication', { maxAgeSeconds: Math.floor(minutes * 60) });
}
