import type { AppError } from '../shared/app-error.js';
import type { ErrorCode } from '../shared/error-code.js';
import { ERROR_CATALOGUE } from './error-catalogue.js';
import { ERROR_STATUS } from './error-status.js';
import type { ProblemDto } from './problem.dto.js';

export const PROBLEM_MEDIA_TYPE = 'application/problem+json; charset=utf-8';

/** Refusals that mean that the token itself is of no use any more. */
const DEAD_TOKEN: ReadonlySet<ErrorCode> = new Set([
  'invalid_token',
  'session_revoked',
  'session_idle_timeout',
]);

/** What of the request a problem repeats. */
export interface ProblemContext {
  /** Page of the error codes, in front of `#code`. */
  readonly docsUrl: string;
  /** Path of the request, without its query. */
  readonly instance: string;
  readonly requestId: string;
}

/** The RFC 9457 answer to a refusal. Nothing of the cause goes into it. */
export function toProblem(error: AppError, context: ProblemContext): ProblemDto {
  const text = ERROR_CATALOGUE[error.code];
  return {
    type: `${context.docsUrl}#${error.code}`,
    title: text.title,
    status: ERROR_STATUS[error.code],
    detail: error.detail ?? text.detail,
    instance: context.instance,
    code: error.code,
    requestId: context.requestId,
    ...(error.errors && { errors: error.errors.map(({ field, message }) => ({ field, message })) }),
  };
}

/** The `WWW-Authenticate` header of a refusal (RFC 6750, RFC 9470), or undefined where there is none. */
export function challengeHeader(error: AppError): string | undefined {
  const status = ERROR_STATUS[error.code];
  if (error.code === 'insufficient_scope') return bearer('insufficient_scope', error.code);
  if (error.code === 'insufficient_user_authentication') {
    return `${bearer('insufficient_user_authentication', error.code)}, max_age=${error.maxAgeSeconds ?? 0}`;
  }
  if (status !== 401) return undefined;
  if (DEAD_TOKEN.has(error.code)) return bearer('invalid_token', error.code);
  return 'Bearer realm="auth"';
}

function bearer(error: string, code: AppError['code']): string {
  const description = ERROR_CATALOGUE[code].detail.replace(/["\\]/g, '');
  return `Bearer realm="auth", error="${error}", error_description="${description}"`;
}
