import type { ErrorTable } from './cognito-errors.js';
import { malformed, triggerFailures } from './error-rules.js';

/** Cognito has `ResourceNotFoundException` both for a group and for the whole pool, whose absence is a mistake of ours. */
function groupNotFound(message: string): 'no_group' | undefined {
  return /user pool/i.test(message) ? undefined : 'no_group';
}

/** Admin* operations on a user that have no other expected refusal. A name that cannot be one is nobody's. */
export const USER_ERRORS: ErrorTable<'no_user'> = {
  UserNotFoundException: 'no_user',
  InvalidParameterException: malformed('no_user'),
};

/** AdminCreateUser with a new address. */
export const INVITE_ERRORS: ErrorTable<'taken' | 'undelivered' | 'schema'> = {
  UsernameExistsException: 'taken',
  AliasExistsException: 'taken',
  CodeDeliveryFailureException: 'undelivered',
  ...triggerFailures('undelivered'),
  InvalidParameterException: (message) => (/schema|custom:/i.test(message) ? 'schema' : undefined),
};

/** AdminCreateUser RESEND. */
export const RESEND_INVITATION_ERRORS: ErrorTable<'not_invited'> = {
  UserNotFoundException: 'not_invited',
  InvalidParameterException: malformed('not_invited'),
  UnsupportedUserStateException: 'not_invited',
};

/** AdminConfirmSignUp. */
export const ADMIN_CONFIRM_ERRORS: ErrorTable<'no_user' | 'already_confirmed'> = {
  ...USER_ERRORS,
  NotAuthorizedException: (message) => (/current status/i.test(message) ? 'already_confirmed' : undefined),
};

/**
 * AdminResetUserPassword. `not_resettable`: an account without a password that its owner chose, or without a proven address
 * that a code could go to.
 */
export const ADMIN_RESET_ERRORS: ErrorTable<'no_user' | 'not_resettable'> = {
  ...USER_ERRORS,
  NotAuthorizedException: (message) => (/current state/i.test(message) ? 'not_resettable' : undefined),
  InvalidParameterException: (message) =>
    /registered\/verified/i.test(message) ? 'not_resettable' : malformed('no_user' as const)(message),
};

/** AdminDeleteSoftwareToken. `unset` is all that there is nothing to take away from. */
export const REMOVE_FACTOR_ERRORS: ErrorTable<'no_user' | 'unset'> = {
  UserNotFoundException: 'no_user',
  SoftwareTokenMFANotFoundException: 'unset',
  UserNotConfirmedException: 'unset',
  PasswordResetRequiredException: 'unset',
  InvalidParameterException: (message) =>
    /delivery config/i.test(message) ? 'unset' : malformed('no_user' as const)(message),
};

/**
 * AdminSetUserMFAPreference off, before the token itself is deleted. Cognito may refuse it for what nobody has set up, and in a
 * pool that demands a second factor; what counts is the deletion.
 */
export const SWITCH_FACTOR_OFF_ERRORS: ErrorTable<'no_user' | 'unset'> = {
  ...REMOVE_FACTOR_ERRORS,
  InvalidParameterException: (message) => malformed('no_user' as const)(message) ?? 'unset',
};

/** AdminAddUserToGroup and AdminRemoveUserFromGroup. */
export const MEMBERSHIP_ERRORS: ErrorTable<'no_user' | 'no_group'> = {
  UserNotFoundException: 'no_user',
  ResourceNotFoundException: groupNotFound,
  InvalidParameterException: (message) =>
    /at 'groupName' failed/i.test(message) ? 'no_group' : malformed('no_user' as const)(message),
};

/** DeleteGroup and ListUsersInGroup. */
export const GROUP_ERRORS: ErrorTable<'no_group'> = {
  ResourceNotFoundException: groupNotFound,
  InvalidParameterException: malformed('no_group'),
};

/** CreateGroup. */
export const CREATE_GROUP_ERRORS: ErrorTable<'exists'> = { GroupExistsException: 'exists' };

/** ListGroups from where a page ended. Its position is all that Cognito could find fault with; it ends after some time. */
export const NEXT_PAGE_ERRORS: ErrorTable<'position_over'> = { InvalidParameterException: 'position_over' };
