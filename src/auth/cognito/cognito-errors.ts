import { isTransient } from '../../aws/upstream-error.js';
import { AppError } from '../../shared/app-error.js';

/**
 * What an operation makes of one exception: an outcome, or a reading of its message where Cognito uses one name for
 * several things. A reading that answers undefined leaves the exception to `failureOf`.
 */
export type ErrorRule<T> = T | ((message: string) => T | undefined);

/** Outcomes of one operation by exception name, e.g. `NotAuthorizedException`. */
export type ErrorTable<T extends string> = Readonly<Record<string, ErrorRule<T>>>;

const RETRY_AFTER_SECONDS = 2;

/** Cognito's caps on codes for one user count by the hour and its lockout ends after a quarter of one. */
const CAP_RETRY_AFTER_SECONDS = 900;

const CAPPED = new Set(['LimitExceededException', 'TooManyFailedAttemptsException', 'ForbiddenException']);
/** Broken on Amazon's side, or a Lambda function of the pool that could not be run, e.g. for want of concurrency. */
const BROKEN_UPSTREAM = new Set([
  'InternalErrorException',
  'InternalServerException',
  'InternalFailure',
  'UnexpectedLambdaException',
]);

/** Runs a call; a failure becomes the outcome that the table names for it, or one of the errors of `failureOf`. */
export async function attempt<R, T extends string>(
  call: () => Promise<R>,
  table: ErrorTable<T>,
): Promise<{ readonly answer: R } | { readonly refused: T }> {
  try {
    return { answer: await call() };
  } catch (error) {
    return { refused: refusalOf(error, table) };
  }
}

/** Runs a call that has no expected refusals. */
export async function ask<R>(call: () => Promise<R>): Promise<R> {
  try {
    return await call();
  } catch (error) {
    throw failureOf(error);
  }
}

/** The outcome the table names for this error; throws the error of `failureOf` where it names none. */
export function refusalOf<T extends string>(error: unknown, table: ErrorTable<T>): T {
  const { name, message } = describe(error);
  const rule = Object.hasOwn(table, name) ? table[name] : undefined;
  const outcome = typeof rule === 'function' ? rule(message) : rule;
  if (outcome !== undefined) return outcome;
  throw failureOf(error);
}

/**
 * Every failure that is nobody's expected outcome: `service_unavailable` (throttled, unreachable, too late, broken on
 * Cognito's side), `too_many_requests` (its cap for one user, or a firewall rule) or `internal_error` (the pool, client
 * or IAM policy is not what this service needs). The cause is for the log and quotes no value that was sent.
 */
export function failureOf(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const { name } = describe(error);
  const cause = withoutValues(error);
  if (isTransient(error) || BROKEN_UPSTREAM.has(name) || name === 'ConcurrentModificationException') {
    return new AppError('service_unavailable', { retryAfterSeconds: RETRY_AFTER_SECONDS, cause });
  }
  if (CAPPED.has(name)) {
    return new AppError('too_many_requests', { retryAfterSeconds: CAP_RETRY_AFTER_SECONDS, cause });
  }
  return new AppError('internal_error', { cause });
}

/** Exception name and message, with whatever is no error at all as two empty texts. */
export function describe(error: unknown): { readonly name: string; readonly message: string } {
  return error instanceof Error ? { name: error.name, message: error.message } : { name: '', message: '' };
}

/** Cognito quotes refused values (`Value 'x' at 'y' failed ...`) and the SDK hangs the whole answer on its errors. */
function withoutValues(error: unknown): Error {
  const { name, message } = describe(error);
  const safe = new Error(message.replace(/Value '.*?' at '/gs, "Value '…' at '"));
  safe.name = name === '' ? 'Error' : name;
  return safe;
}
