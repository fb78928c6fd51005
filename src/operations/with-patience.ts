import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../shared/app-error.js';

/** Half a minute altogether: longer than a throttle lasts, or a service takes to start again. */
const WAITS_MS = [500, 1_000, 2_000, 4_000, 8_000, 15_000];

/** Repeats a call that AWS could not take just now; only for calls that may be repeated. */
export async function withPatience<T>(
  call: () => Promise<T>,
  wait: (milliseconds: number) => Promise<unknown> = sleep,
): Promise<T> {
  for (const milliseconds of WAITS_MS) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'service_unavailable')) throw error;
      await wait(milliseconds);
    }
  }
  return call();
}
