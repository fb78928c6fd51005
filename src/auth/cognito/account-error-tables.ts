import type { EmailChangeResult } from '../account-provider.port.js';
import type { PasswordChangeOutcome, PasswordResetOutcome } from '../password-provider.port.js';
import type { ErrorTable } from './cognito-errors.js';
import { malformed, MALFORMED_PASSWORD, notAuthorized, triggerFailures } from './error-rules.js';

/**
 * Every call with an access token. `token_refused`: it was revoked, or its owner may do nothing for now, although it
 * still verifies offline.
 */
const ACCESS_TOKEN_ERRORS: ErrorTable<'token_refused'> = {
  NotAuthorizedException: notAuthorized('token_refused'),
  UserNotFoundException: 'token_refused',
  UserNotConfirmedException: 'token_refused',
  PasswordResetRequiredException: 'token_refused',
  InvalidParameterException: accessTokenMalformed,
};

function accessTokenMalformed(message: string): 'token_refused' | undefined {
  return /at 'accessToken' failed/i.test(message) ? 'token_refused' : undefined;
}

/**
 * ForgotPassword. `unsent` covers all that depends on the account, so that nothing tells whether there is one;
 * `invited` is an account that still has its temporary password, which cannot be reset.
 */
export const FORGOT_PASSWORD_ERRORS: ErrorTable<'unsent' | 'invited' | 'undeliverable'> = {
  UserNotFoundException: 'unsent',
  UserNotConfirmedException: 'unsent',
  NotAuthorizedException: (message) =>
    /current state/i.test(message) ? 'invited' : notAuthorized('unsent' as const)(message),
  InvalidParameterException: 'unsent',
  LimitExceededException: 'unsent',
  TooManyFailedAttemptsException: 'unsent',
  ...triggerFailures('undeliverable'),
  CodeDeliveryFailureException: 'undeliverable',
};

type Refused<O extends { readonly outcome: string }> = Exclude<O['outcome'], 'set'>;

/**
 * ConfirmForgotPassword. Cognito says `ExpiredCodeException` also where no code was ever asked for. The failure of its
 * function is no refusal: that runs when the password is set, so nobody may take it for one that is not.
 */
export const RESET_PASSWORD_ERRORS: ErrorTable<Refused<PasswordResetOutcome>> = {
  CodeMismatchException: 'code_mismatch',
  ExpiredCodeException: 'code_expired',
  InvalidPasswordException: 'rejected',
  PasswordHistoryPolicyViolationException: 'reused',
  NotAuthorizedException: notAuthorized('code_mismatch'),
  UserNotFoundException: 'code_mismatch',
  UserNotConfirmedException: 'code_mismatch',
  LimitExceededException: 'limited',
  TooManyFailedAttemptsException: 'limited',
  InvalidParameterException: (message) => {
    if (MALFORMED_PASSWORD.test(message)) return 'rejected';
    return /verified/i.test(message) ? 'code_mismatch' : malformed('code_mismatch' as const)(message);
  },
};

/** ChangePassword. Cognito has one name for a wrong password, for too many of them and for a token that is over. */
export const CHANGE_PASSWORD_ERRORS: ErrorTable<Refused<PasswordChangeOutcome> | 'token_refused'> = {
  ...ACCESS_TOKEN_ERRORS,
  NotAuthorizedException: (message) => {
    if (/attempts exceeded/i.test(message)) return 'locked';
    if (/incorrect username or password/i.test(message)) return 'mismatch';
    return notAuthorized('token_refused' as const)(message);
  },
  LimitExceededException: 'locked',
  InvalidPasswordException: 'rejected',
  PasswordHistoryPolicyViolationException: 'reused',
  InvalidParameterException: (message) => {
    if (/at 'previousPassword' failed/i.test(message)) return 'mismatch';
    return MALFORMED_PASSWORD.test(message) ? 'rejected' : accessTokenMalformed(message);
  },
};

/** GetUser. */
export const OWN_ACCOUNT_ERRORS = ACCESS_TOKEN_ERRORS;

/** UpdateUserAttributes with a new address. */
export const EMAIL_CHANGE_ERRORS: ErrorTable<'taken' | 'undeliverable' | 'token_refused'> = {
  ...ACCESS_TOKEN_ERRORS,
  AliasExistsException: 'taken',
  UsernameExistsException: 'taken',
  CodeDeliveryFailureException: 'undeliverable',
};

/** VerifyUserAttribute. */
export const EMAIL_PROOF_ERRORS: ErrorTable<Exclude<EmailChangeResult, 'changed'> | 'token_refused'> = {
  ...ACCESS_TOKEN_ERRORS,
  CodeMismatchException: 'code_mismatch',
  ExpiredCodeException: 'code_expired',
  AliasExistsException: 'taken',
  UsernameExistsException: 'taken',
  InvalidParameterException: (message) =>
    /at 'code' failed/i.test(message) ? 'code_mismatch' : accessTokenMalformed(message),
};
