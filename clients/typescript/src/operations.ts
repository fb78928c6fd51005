import type { operations } from './openapi.js';

/** What no app calls by itself: a form of OAuth, redirects of the browser, and what operators ask. */
type NotForApps =
  | 'grantTokens'
  | 'startGoogleSignIn'
  | 'finishSocialSignIn'
  | 'readLiveness'
  | 'readReadiness'
  | 'readMetrics'
  | 'findChangePassword'
  | 'readSecurityTxt';

export type OperationId = Exclude<keyof operations, NotForApps>;

export interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the base address; `{name}` stands for a path parameter. */
  readonly path: string;
  readonly access: 'public' | 'signed-in';
  /** Whether it may be sent again after a 429, a 503 or a lost answer, when nobody knows whether it was carried out. */
  readonly repeatable: boolean;
  /** How long after the first try, in milliseconds, where a later repeat would do harm. */
  readonly repeatWithinMs?: number;
}

/** Asks, or sets what is then so however often it is said. */
const again = (method: Operation['method'], path: string): Operation => ({
  method,
  path,
  access: 'signed-in',
  repeatable: true,
});

/** Uses up a code or an attempt, sends a message, makes something, or ends the session that a repeat would need. */
const once = (method: Operation['method'], path: string): Operation => ({
  method,
  path,
  access: 'signed-in',
  repeatable: false,
});

const open = (operation: Operation): Operation => ({ ...operation, access: 'public' });

/** Every operation, with the type making the table complete: a new one does not compile until it stands here. */
export const OPERATIONS: Readonly<Record<OperationId, Operation>> = {
  readPolicy: open(again('GET', '/auth/policy')),
  register: open(once('POST', '/auth/register')),
  confirmSignUp: open(once('POST', '/auth/confirm')),
  resendCode: open(once('POST', '/auth/resend-code')),
  login: open(once('POST', '/auth/login')),
  verifyMfa: open(once('POST', '/auth/mfa/verify')),
  selectMfa: open(once('POST', '/auth/mfa/select')),
  setUpMfa: open(once('POST', '/auth/mfa/setup')),
  verifyMfaSetup: open(once('POST', '/auth/mfa/setup/verify')),
  recoverMfa: open(once('POST', '/auth/mfa/recover')),
  chooseNewPassword: open(once('POST', '/auth/new-password')),
  exchangeSocialCode: open(once('POST', '/auth/social/exchange')),
  linkSocialSignIn: open(once('POST', '/auth/social/link')),
  forgotPassword: open(once('POST', '/auth/forgot-password')),
  resetPassword: open(once('POST', '/auth/reset-password')),
  // The service takes a spent refresh token again for 60 s, so that a lost answer costs nobody the session; later it ends it.
  refresh: { ...open(again('POST', '/auth/refresh')), repeatWithinMs: 50_000 },

  logout: again('POST', '/auth/logout'),
  logoutAll: once('POST', '/auth/logout-all'),
  changePassword: once('POST', '/auth/change-password'),
  listMySessions: again('GET', '/auth/sessions'),
  endMySession: again('DELETE', '/auth/sessions/{sessionId}'),
  readMyFactors: again('GET', '/auth/mfa'),
  setUpTotp: once('POST', '/auth/mfa/totp'),
  verifyTotp: once('POST', '/auth/mfa/totp/verify'),
  removeTotp: again('DELETE', '/auth/mfa/totp'),
  regenerateRecoveryCodes: once('POST', '/auth/mfa/recovery-codes'),
  readMyProfile: again('GET', '/users/me'),
  updateMyProfile: once('PATCH', '/users/me'),
  eraseMyAccount: once('DELETE', '/users/me'),
  changeMyEmail: once('POST', '/users/me/email'),
  verifyMyEmail: once('POST', '/users/me/email/verify'),
  listMyActivity: again('GET', '/users/me/activity'),
  exportMyData: again('GET', '/users/me/export'),

  listUsers: again('GET', '/admin/users'),
  inviteUser: once('POST', '/admin/users'),
  readUser: again('GET', '/admin/users/{userId}'),
  changeUser: once('PATCH', '/admin/users/{userId}'),
  eraseUser: again('DELETE', '/admin/users/{userId}'),
  disableUser: again('POST', '/admin/users/{userId}/disable'),
  enableUser: again('POST', '/admin/users/{userId}/enable'),
  unlockUser: again('POST', '/admin/users/{userId}/unlock'),
  signOutUser: again('POST', '/admin/users/{userId}/sign-out'),
  confirmUser: again('POST', '/admin/users/{userId}/confirm'),
  resetUserPassword: once('POST', '/admin/users/{userId}/reset-password'),
  resetUserMfa: again('POST', '/admin/users/{userId}/reset-mfa'),
  listUserSessions: again('GET', '/admin/users/{userId}/sessions'),
  endUserSession: again('DELETE', '/admin/users/{userId}/sessions/{sessionId}'),
  listUserGroups: again('GET', '/admin/users/{userId}/groups'),
  addUserToGroup: again('PUT', '/admin/users/{userId}/groups/{group}'),
  removeUserFromGroup: again('DELETE', '/admin/users/{userId}/groups/{group}'),
  listGroups: again('GET', '/admin/groups'),
  createGroup: once('POST', '/admin/groups'),
  deleteGroup: again('DELETE', '/admin/groups/{group}'),
  listAuditEvents: again('GET', '/admin/audit-events'),
  verifyAuditTrail: again('GET', '/admin/audit-events/verify'),
};
