import type { AppError } from '../shared/app-error.js';
import type { ErrorCode } from '../shared/error-code.js';
import { ERROR_CATALOGUE } from './error-catalogue.js';
import { ERROR_STATUS } from './error-status.js';

/** The error codes of RFC 6749, 5.2 and 4.1.2.1. */
export const OAUTH_REFUSALS = [
  'invalid_request',
  'invalid_grant',
  'unsupported_grant_type',
  'temporarily_unavailable',
  'server_error',
] as const;

export type OAuthRefusalName = (typeof OAUTH_REFUSALS)[number];

/** The steps of a sign-in that RFC 6749 does not know. */
type MissingStep = 'mfa_required' | 'mfa_selection_required' | 'mfa_setup_required' | 'new_password_required';

/** A refusal in the form of RFC 6749, 5.2, with whatever else the client needs to go on. */
export class OAuthError extends Error {
  constructor(
    readonly status: number,
    readonly error: OAuthRefusalName | MissingStep,
    readonly description: string,
    readonly more: Readonly<Record<string, unknown>> = {},
  ) {
    super(error);
    this.name = 'OAuthError';
  }
}

/** What the refusal of a flow is called in RFC 6749. */
export function toOAuthError(error: AppError): OAuthError {
  const description = describe(error);
  switch (error.code) {
    case 'too_many_requests':
      return new OAuthError(429, 'temporarily_unavailable', description);
    case 'service_unavailable':
      return new OAuthError(503, 'temporarily_unavailable', description);
    case 'internal_error':
      return new OAuthError(500, 'server_error', description);
    default:
      return new OAuthError(
        400,
        isRequestError(error.code) ? 'invalid_request' : 'invalid_grant',
        description,
      );
  }
}

const REQUEST_ERRORS: readonly ErrorCode[] = [
  'validation_failed',
  'malformed_request',
  'payload_too_large',
  'unsupported_media_type',
];

function isRequestError(code: ErrorCode): boolean {
  return REQUEST_ERRORS.includes(code) || ERROR_STATUS[code] === 404;
}

/** Only the characters that RFC 6749 allows in `error_description`. */
function describe(error: AppError): string {
  const fields = error.errors?.map(({ field, message }) => `${field} ${message}`).join(', ');
  const text = fields ?? error.detail ?? ERROR_CATALOGUE[error.code].detail;
  return text.replace(/[^\x20\x21\x23-\x5B\x5D-\x7E]/g, '');
}
