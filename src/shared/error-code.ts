/**
 * Every refusal the service can answer with. The set is closed: the status table, the catalogue of texts and
 * `docs/errors.md` are checked against it, so a new code cannot be forgotten in any of them.
 */
export const ERROR_CODES = [
  'validation_failed',
  'malformed_request',
  'password_policy_violation',
  'password_reused',
  'current_password_mismatch',
  'code_mismatch',
  'code_expired',
  'authentication_required',
  'invalid_token',
  'invalid_credentials',
  'mfa_code_mismatch',
  'recovery_code_invalid',
  'session_expired',
  'invalid_refresh_token',
  'session_revoked',
  'session_idle_timeout',
  'insufficient_user_authentication',
  'role_not_self_assignable',
  'user_not_confirmed',
  'account_disabled',
  'password_reset_required',
  'insufficient_scope',
  'not_found',
  'user_already_exists',
  'already_confirmed',
  'mfa_required_by_policy',
  'precondition_failed',
  'payload_too_large',
  'unsupported_media_type',
  'account_locked',
  'too_many_requests',
  'internal_error',
  'service_unavailable',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];
