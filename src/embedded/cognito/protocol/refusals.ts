import { CognitoError } from './cognito-error.js';

/** The refusals that several operations share, in Cognito's own words. */
export const refusals = {
  incorrectCredentials: () => new CognitoError('NotAuthorizedException', 'Incorrect username or password.'),
  userDisabled: () => new CognitoError('NotAuthorizedException', 'User is disabled.'),
  userNotConfirmed: () => new CognitoError('UserNotConfirmedException', 'User is not confirmed.'),
  passwordResetRequired: () =>
    new CognitoError('PasswordResetRequiredException', 'Password reset required for the user'),
  passwordNotResettable: () =>
    new CognitoError('NotAuthorizedException', 'User password cannot be reset in the current state.'),
  noVerifiedContact: () =>
    new CognitoError(
      'InvalidParameterException',
      'Cannot reset password for the user as there is no registered/verified email or phone_number',
    ),
  attemptsExceeded: () => new CognitoError('NotAuthorizedException', 'Password attempts exceeded'),
  userNotFound: () => new CognitoError('UserNotFoundException', 'User does not exist.'),
  clientCombinationNotFound: () =>
    new CognitoError('UserNotFoundException', 'Username/client id combination not found.'),
  poolNotFound: () => new CognitoError('ResourceNotFoundException', 'User pool ID does not exist.'),
  clientNotFound: () => new CognitoError('ResourceNotFoundException', 'User pool client ID does not exist.'),
  groupNotFound: () => new CognitoError('ResourceNotFoundException', 'Group not found.'),
  identityProviderNotFound: (name: string) =>
    new CognitoError('ResourceNotFoundException', `Identity provider ${name} does not exist.`),
  usernameExists: () => new CognitoError('UsernameExistsException', 'User already exists'),
  aliasExists: () =>
    new CognitoError('AliasExistsException', 'An account with the given email already exists.'),
  codeMismatch: () =>
    new CognitoError('CodeMismatchException', 'Invalid verification code provided, please try again.'),
  mfaCodeMismatch: () => new CognitoError('CodeMismatchException', 'Invalid code received for user'),
  messageCodeMismatch: () =>
    new CognitoError('CodeMismatchException', 'Invalid code or auth state for the user.'),
  expiredCode: () =>
    new CognitoError('ExpiredCodeException', 'Invalid code provided, please request a code again.'),
  limitExceeded: () =>
    new CognitoError('LimitExceededException', 'Attempt limit exceeded, please try after some time.'),
  softwareTokenNotFound: () =>
    new CognitoError('SoftwareTokenMFANotFoundException', 'Software Token MFA does not exist for the user.'),
  softwareTokenReplayed: () =>
    new CognitoError('ExpiredCodeException', 'Your software token has already been used once.'),
  invalidSession: () => new CognitoError('NotAuthorizedException', 'Invalid session for the user.'),
  invalidRefreshToken: () => new CognitoError('NotAuthorizedException', 'Invalid Refresh Token.'),
  unauthorizedAttribute: () =>
    new CognitoError('NotAuthorizedException', 'A client attempted to write unauthorized attribute'),
  invalidParameter: (message: string) => new CognitoError('InvalidParameterException', message),
  missingParameter: (name: string) =>
    new CognitoError('InvalidParameterException', `Missing required parameter ${name}`),
  unavailableInTier: (feature: string, tier: string) =>
    new CognitoError(
      'FeatureUnavailableInTierException',
      `${feature} is not available in the ${tier} tier of user pools.`,
    ),
  notImplemented: (what: string) =>
    new CognitoError('NotImplementedException', `The embedded Cognito server does not support ${what}.`),
} as const;
