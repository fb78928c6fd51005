import type { ConfirmResult, SignInRefusal } from '../identity-provider.port.js';
import type { ErrorTable } from './cognito-errors.js';
import { malformed, MALFORMED_PASSWORD, notAuthorized, triggerFailures } from './error-rules.js';

/** The states of an account that any step of a sign-in can run into. */
function accountState(message: string): SignInRefusal | undefined {
  if (/user is disabled/i.test(message)) return 'account_disabled';
  if (/attempts exceeded/i.test(message)) return 'account_locked';
  if (/temporary password has expired/i.test(message)) return 'password_reset_required';
  return undefined;
}

/** AdminInitiateAuth and InitiateAuth with a password. */
export const SIGN_IN_ERRORS: ErrorTable<SignInRefusal> = {
  NotAuthorizedException: (message) => accountState(message) ?? notAuthorized('invalid_credentials')(message),
  UserNotFoundException: 'invalid_credentials',
  UserLambdaValidationException: 'invalid_credentials',
  UserNotConfirmedException: 'user_not_confirmed',
  PasswordResetRequiredException: 'password_reset_required',
  InvalidParameterException: malformed('invalid_credentials'),
};

export type ChallengeRefusal = SignInRefusal | 'code_mismatch' | 'session_expired';

/** AdminRespondToAuthChallenge and RespondToAuthChallenge; VerifySoftwareToken with a session. */
export const CHALLENGE_ERRORS: ErrorTable<ChallengeRefusal> = {
  NotAuthorizedException: (message) => accountState(message) ?? notAuthorized('session_expired')(message),
  CodeMismatchException: 'code_mismatch',
  EnableSoftwareTokenMFAException: 'code_mismatch',
  ExpiredCodeException: (message) =>
    /already been used/i.test(message) ? 'code_mismatch' : 'session_expired',
  UserNotFoundException: 'session_expired',
  MFAMethodNotFoundException: 'session_expired',
  SoftwareTokenMFANotFoundException: 'session_expired',
  UserLambdaValidationException: 'session_expired',
  UserNotConfirmedException: 'user_not_confirmed',
  PasswordResetRequiredException: 'password_reset_required',
  InvalidParameterException: malformed('session_expired'),
};

/** The same for a TOTP code, which never expires: `ExpiredCodeException` there means that it was used before. */
export const TOTP_CHALLENGE_ERRORS: ErrorTable<ChallengeRefusal> = {
  ...CHALLENGE_ERRORS,
  ExpiredCodeException: 'code_mismatch',
  InvalidParameterException: (message) =>
    /at 'userCode' failed/i.test(message) ? 'code_mismatch' : malformed('session_expired' as const)(message),
};

/** The same for NEW_PASSWORD_REQUIRED, where the new password itself can be refused. */
export const NEW_PASSWORD_ERRORS: ErrorTable<ChallengeRefusal | 'password_rejected' | 'password_reused'> = {
  ...CHALLENGE_ERRORS,
  InvalidPasswordException: 'password_rejected',
  PasswordHistoryPolicyViolationException: 'password_reused',
  InvalidParameterException: (message) =>
    MALFORMED_PASSWORD.test(message) ? 'password_rejected' : malformed('session_expired' as const)(message),
};

/** AssociateSoftwareToken, for a session or an access token. TOTP switched off in the pool is a mistake of ours. */
export const ASSOCIATE_ERRORS: ErrorTable<'session_expired'> = {
  NotAuthorizedException: notAuthorized('session_expired'),
  UserNotFoundException: 'session_expired',
  InvalidParameterException: malformed('session_expired'),
};

/** VerifySoftwareToken with an access token. */
export const VERIFY_TOTP_ERRORS: ErrorTable<'code_mismatch' | 'session_expired'> = {
  NotAuthorizedException: notAuthorized('session_expired'),
  CodeMismatchException: 'code_mismatch',
  EnableSoftwareTokenMFAException: 'code_mismatch',
  ExpiredCodeException: 'code_mismatch',
  SoftwareTokenMFANotFoundException: 'code_mismatch',
  UserNotFoundException: 'session_expired',
  UserNotConfirmedException: 'session_expired',
  PasswordResetRequiredException: 'session_expired',
  InvalidParameterException: malformed('code_mismatch'),
};

/** SignUp. What else can go wrong there depends on what was sent and is read by `CognitoAccounts`. */
export const SIGN_UP_ERRORS: ErrorTable<'taken' | 'password_rejected' | 'undelivered' | 'schema'> = {
  UsernameExistsException: 'taken',
  AliasExistsException: 'taken',
  InvalidPasswordException: 'password_rejected',
  PasswordHistoryPolicyViolationException: 'password_rejected',
  // These may come after the account was made, when only the mail could not be worded or sent.
  LimitExceededException: 'undelivered',
  CodeDeliveryFailureException: 'undelivered',
  ...triggerFailures('undelivered'),
  NotAuthorizedException: (message) => (/unauthorized attribute/i.test(message) ? 'schema' : undefined),
  InvalidParameterException: (message) => {
    if (MALFORMED_PASSWORD.test(message)) return 'password_rejected';
    return /schema|unauthorized attribute|custom:/i.test(message) ? 'schema' : undefined;
  },
};

/**
 * ConfirmSignUp. Cognito says `ExpiredCodeException` also where no code was ever asked for. `trigger_failed`: its only
 * function runs after the account was confirmed.
 */
export const CONFIRM_ERRORS: ErrorTable<ConfirmResult | 'trigger_failed'> = {
  CodeMismatchException: 'code_mismatch',
  ExpiredCodeException: 'code_expired',
  NotAuthorizedException: (message) =>
    /status is CONFIRMED/i.test(message)
      ? 'already_confirmed'
      : notAuthorized('code_mismatch' as const)(message),
  UserNotFoundException: 'code_mismatch',
  AliasExistsException: 'code_mismatch',
  ...triggerFailures('trigger_failed'),
  LimitExceededException: 'limited',
  TooManyFailedAttemptsException: 'limited',
  InvalidParameterException: malformed('code_mismatch'),
};

/**
 * ResendConfirmationCode. `unsent` covers all that depends on the account, Cognito's cap on codes included: telling any
 * of it would tell that the account exists.
 */
export const RESEND_ERRORS: ErrorTable<'unsent' | 'undeliverable'> = {
  UserNotFoundException: 'unsent',
  NotAuthorizedException: notAuthorized('unsent'),
  InvalidParameterException: 'unsent',
  LimitExceededException: 'unsent',
  TooManyFailedAttemptsException: 'unsent',
  ...triggerFailures('undeliverable'),
  CodeDeliveryFailureException: 'undeliverable',
};

/** AdminGetUser. */
export const FIND_ERRORS: ErrorTable<'none'> = {
  UserNotFoundException: 'none',
  InvalidParameterException: malformed('none'),
};

/** GetTokensFromRefreshToken. */
export const REFRESH_ERRORS: ErrorTable<'invalid' | 'reused' | 'account_disabled'> = {
  NotAuthorizedException: (message) => {
    if (/user is disabled/i.test(message)) return 'account_disabled';
    return notAuthorized('invalid' as const)(message);
  },
  RefreshTokenReuseException: 'reused',
  UserNotFoundException: 'invalid',
  UserNotConfirmedException: 'invalid',
  PasswordResetRequiredException: 'invalid',
  UserLambdaValidationException: 'invalid',
  InvalidParameterException: malformed('invalid'),
};

/** RevokeToken. What is no refresh token of this client cannot be revoked and need not be. */
export const REVOKE_ERRORS: ErrorTable<'not_revocable' | 'revocation_off'> = {
  UnsupportedTokenTypeException: 'not_revocable',
  InvalidParameterException: malformed('not_revocable'),
  NotAuthorizedException: notAuthorized('not_revocable'),
  UnauthorizedException: notAuthorized('not_revocable'),
  UnsupportedOperationException: 'revocation_off',
};
