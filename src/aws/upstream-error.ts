import { AppError } from '../shared/app-error.js';

const RETRY_AFTER_SECONDS = 2;

const THROTTLED = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'TooManyRequestsException',
]);

const UNREACHABLE = new Set([
  'AbortError',
  'TimeoutError',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

/** The parts of an SDK error that tell what happened; a network error bears a Node `code` instead. */
interface SdkFailure {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/**
 * Whether the call failed for a reason that passes by itself: throttled, unreachable, too late, broken on AWS's side, or
 * answered by something that is not AWS.
 */
export function isTransient(error: unknown): boolean {
  if (error instanceof AppError) return error.code === 'service_unavailable';
  const { name, code, $metadata } = asFailure(error);
  // A proxy's page instead of JSON, and a refusal without AWS's name for it.
  if ($metadata !== undefined && (error instanceof SyntaxError || name === 'Unknown')) return true;
  if (isOneOf(THROTTLED, name) || isOneOf(UNREACHABLE, name) || isOneOf(UNREACHABLE, code)) return true;
  return ($metadata?.httpStatusCode ?? 0) >= 500;
}

/** What an adapter throws for a failure it did not expect. The cause goes to the log, never to the client. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (!isTransient(error)) return new AppError('internal_error', { cause: error });
  return unavailable(error);
}

export function unavailable(cause: unknown, retryAfterSeconds = RETRY_AFTER_SECONDS): AppError {
  return new AppError('service_unavailable', { retryAfterSeconds, cause });
}

function asFailure(error: unknown): SdkFailure {
  return typeof error === 'object' && error !== null ? error : {};
}

function isOneOf(names: ReadonlySet<string>, value: unknown): boolean {
  return typeof value === 'string' && names.has(value);
}
