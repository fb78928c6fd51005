import type { ErrorCode } from '../shared/error-code.js';

export interface ErrorText {
  /** Short and the same for every occurrence (RFC 9457 `title`). */
  readonly title: string;
  /** What happened, for people; the default `detail`. */
  readonly detail: string;
  /** What the caller can do about it. */
  readonly remedy: string;
}

/** The public texts of every refusal: the answers, the error page and `docs/errors.md` all come from here. */
export const ERROR_CATALOGUE: Record<ErrorCode, ErrorText> = {
  validation_failed: {
    title: 'The request is not valid',
    detail: 'One or more fields break a rule.',
    remedy: 'Read `errors`: it names each field and the rule it breaks.',
  },
  malformed_request: {
    title: 'The request cannot be read',
    detail: 'The body is not valid JSON, or the request is not well-formed.',
    remedy: 'Send well-formed JSON with `Content-Type: application/json`.',
  },
  password_policy_violation: {
    title: 'The password is too weak',
    detail: 'The password breaks the password policy.',
    remedy: 'Read `errors` for each broken rule, and `GET /auth/policy` for all of them.',
  },
  password_reused: {
    title: 'The password was used before',
    detail: 'The new password is one of the last few of this account.',
    remedy: 'Choose one that was not used before.',
  },
  current_password_mismatch: {
    title: 'The current password is wrong',
    detail: 'The current password does not match.',
    remedy: 'Check it, or reset the password.',
  },
  code_mismatch: {
    title: 'The code is wrong',
    detail: 'The code does not match the one that was sent.',
    remedy: 'Check the newest mail and try again, or ask for a new code.',
  },
  code_expired: {
    title: 'The code has expired',
    detail: 'The code has expired or was never asked for.',
    remedy: 'Ask for a new code.',
  },
  invalid_state: {
    title: 'The sign-in was not started in this browser',
    detail: 'The state is forged, too old, used already, or belongs to another browser.',
    remedy: 'Start again: `GET /auth/social/google`.',
  },
  invalid_social_code: {
    title: 'The code does not work',
    detail: 'The code is unknown, too old, or was used already.',
    remedy: 'Start again: `GET /auth/social/google`. A code works once, for a minute.',
  },
  authentication_required: {
    title: 'Sign-in required',
    detail: 'This operation needs an access token.',
    remedy: 'Send `Authorization: Bearer <accessToken>`.',
  },
  invalid_token: {
    title: 'The access token is not valid',
    detail: 'The access token is malformed, expired, revoked or meant for something else.',
    remedy: 'Refresh the tokens, or sign in again. Send the access token, not the ID token.',
  },
  invalid_credentials: {
    title: 'Wrong e-mail address or password',
    detail: 'The e-mail address and the password do not match.',
    remedy: 'Check both, or reset the password.',
  },
  mfa_code_mismatch: {
    title: 'The second factor is wrong',
    detail: 'The code is wrong, has expired or was used before.',
    remedy: 'Wait for the next code of the authenticator app and try again with the same `session`.',
  },
  recovery_code_invalid: {
    title: 'The recovery code is wrong',
    detail: 'The recovery code is unknown or was used before.',
    remedy: 'Try another one of the codes; each works once.',
  },
  session_expired: {
    title: 'The sign-in took too long',
    detail: 'The `session` has expired, was used before, or does not fit this step.',
    remedy: 'Start again with the password.',
  },
  invalid_refresh_token: {
    title: 'The refresh token is not valid',
    detail: 'The refresh token is unknown, expired, revoked or was used before.',
    remedy: 'Sign in again.',
  },
  session_revoked: {
    title: 'The session has ended',
    detail: 'This session was signed out.',
    remedy: 'Sign in again.',
  },
  insufficient_user_authentication: {
    title: 'Sign in again first',
    detail: 'This operation needs a sign-in that is more recent than that of the access token.',
    remedy: 'Sign in again and repeat the call with the new access token; a refresh is not enough.',
  },
  session_idle_timeout: {
    title: 'The session was unused for too long',
    detail: 'This session ended because nobody used it for a while.',
    remedy: 'Sign in again; `session.idleMinutes` of `GET /auth/policy` says how long a session may rest.',
  },
  role_not_self_assignable: {
    title: 'The role cannot be chosen at sign-up',
    detail: 'Only an administrator can give this role.',
    remedy: 'Leave `role` out, or use one of `signUp.selfAssignableRoles` of `GET /auth/policy`.',
  },
  user_not_confirmed: {
    title: 'The e-mail address is not confirmed',
    detail: 'The account waits for the code that was sent by e-mail.',
    remedy: 'Call `POST /auth/confirm`, after `POST /auth/resend-code` where the code is lost.',
  },
  account_disabled: {
    title: 'The account is disabled',
    detail: 'An administrator has disabled this account.',
    remedy: 'Ask an administrator.',
  },
  password_reset_required: {
    title: 'The password must be reset',
    detail: 'An administrator has asked for a new password.',
    remedy: 'Start a password reset.',
  },
  social_denied: {
    title: 'The provider signed nobody in',
    detail: 'The sign-in was cancelled, or the provider refused it.',
    remedy: 'Start again, or sign in another way.',
  },
  social_email_unverified: {
    title: 'The provider has not verified the address',
    detail: 'Only addresses that the provider has verified can sign in.',
    remedy: 'Verify the address with the provider first.',
  },
  insufficient_scope: {
    title: 'Not allowed',
    detail: 'This operation needs membership in a group that the caller is not in.',
    remedy: 'Ask an administrator for the group; tokens show a new group after a refresh.',
  },
  not_found: {
    title: 'Not found',
    detail: 'There is nothing at this address, or nothing that the caller may see.',
    remedy: 'Check the path and the id.',
  },
  method_not_allowed: {
    title: 'The address does not take this method',
    detail: 'There is something at this address, but it is not called by this method.',
    remedy: 'Use one of the methods that the `Allow` header names.',
  },
  request_timeout: {
    title: 'The request came too slowly',
    detail: 'The request was not complete in time.',
    remedy: 'Send it again, on a new connection.',
  },
  user_already_exists: {
    title: 'The e-mail address is taken',
    detail: 'There is an account with this e-mail address.',
    remedy: 'Sign in, or ask for a new code where the account is not confirmed yet.',
  },
  already_confirmed: {
    title: 'Already confirmed',
    detail: 'The account is confirmed.',
    remedy: 'Sign in.',
  },
  mfa_required_by_policy: {
    title: 'The second factor is compulsory',
    detail: 'Everybody needs a second factor here, so the last one cannot be removed.',
    remedy: 'Replace the authenticator app instead: `POST /auth/mfa/totp`.',
  },
  last_admin: {
    title: 'Somebody has to administer',
    detail: 'Nobody might be left in the admin group.',
    remedy:
      'Put somebody else who can sign in into the admin group first. The group itself cannot be deleted.',
  },
  own_account: {
    title: 'Not on your own account',
    detail: 'Administrators can neither disable nor erase themselves, nor leave the admin group.',
    remedy: 'Ask another administrator.',
  },
  group_exists: {
    title: 'The group exists',
    detail: 'There is a group of this name, or the name is kept for a group that Cognito makes by itself.',
    remedy: 'Use the group, or choose another name.',
  },
  precondition_failed: {
    title: 'Changed in the meantime',
    detail: 'The resource is no longer the one that `If-Match` names.',
    remedy: 'Read it again, and repeat the change with the new `ETag`.',
  },
  payload_too_large: {
    title: 'The request is too large',
    detail: 'The body is larger than the service takes.',
    remedy: 'Send less.',
  },
  uri_too_long: {
    title: 'The address is too long',
    detail: 'The address is longer than the service takes.',
    remedy: 'Send long values in the body.',
  },
  unsupported_media_type: {
    title: 'The media type is not supported',
    detail: 'The body must be sent as application/json.',
    remedy: 'Send `Content-Type: application/json`.',
  },
  account_locked: {
    title: 'The account is locked for a while',
    detail: 'Too many attempts have failed.',
    remedy: 'Wait for the seconds in `Retry-After`.',
  },
  too_many_requests: {
    title: 'Too many requests',
    detail: 'This was asked for too often.',
    remedy: 'Wait for the seconds in `Retry-After`.',
  },
  headers_too_large: {
    title: 'The headers are too large',
    detail: 'The headers are more, or longer, than the service takes.',
    remedy: 'Send fewer and shorter headers.',
  },
  internal_error: {
    title: 'Something went wrong on our side',
    detail: 'The request could not be answered.',
    remedy: 'Report the `requestId`.',
  },
  service_unavailable: {
    title: 'Not available for the moment',
    detail: 'A service that this one depends on does not answer.',
    remedy: 'Try again after the seconds in `Retry-After`.',
  },
};
