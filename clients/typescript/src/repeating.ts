import { sleep } from './abort.js';
import { ApiProblem } from './api-problem.js';
import { RequestFailed } from './request-failed.js';

export interface RetryLimits {
  /** How often a call is sent at most, the first time included. */
  readonly maxTries: number;
  /** How long all the waiting for one call may take, in milliseconds. What asks for more is refused at once. */
  readonly maxWaitMs: number;
  /** How long after the first try another one may begin, in milliseconds. */
  readonly repeatWithinMs?: number | undefined;
}

const FIRST_PAUSE_MS = 500;
/** So that those who were refused together do not come back together. */
const SPREAD = 0.25;

/** Sends until it goes well, is refused for good, or a limit is reached; then throws the last failure. */
export async function repeating<T>(
  send: () => Promise<T>,
  limits: RetryLimits,
  signal?: AbortSignal,
): Promise<T> {
  const { maxTries, maxWaitMs, repeatWithinMs = Infinity } = limits;
  const startedAt = Date.now();
  let waited = 0;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send();
    } catch (error) {
      const pause = pauseAfter(error, attempt);
      if (pause === undefined || attempt >= maxTries || waited + pause > maxWaitMs) throw error;
      if (Date.now() + pause - startedAt > repeatWithinMs) throw error;
      waited += pause;
      await sleep(pause, signal);
    }
  }
}

/** Milliseconds until the next try; `undefined` where another one would not help. */
function pauseAfter(error: unknown, attempt: number): number | undefined {
  const backOff = FIRST_PAUSE_MS * 2 ** (attempt - 1);
  if (error instanceof RequestFailed) return error.reason === 'unreadable' ? undefined : spread(backOff);
  if (!(error instanceof ApiProblem) || (error.status !== 429 && error.status !== 503)) return undefined;
  return spread(error.retryAfterSeconds === undefined ? backOff : error.retryAfterSeconds * 1000);
}

function spread(milliseconds: number): number {
  return milliseconds * (1 + Math.random() * SPREAD);
}
