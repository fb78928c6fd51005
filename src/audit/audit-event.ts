import type { RequestOrigin } from '../shared/caller.js';
import type { SECRET_FIELDS } from '../shared/redact.js';

/** What an administrator can do, one for each operation under `/admin`. */
export const ADMIN_ACTIONS = [
  'list_users',
  'invite_user',
  'read_user',
  'update_user',
  'erase_user',
  'disable_user',
  'enable_user',
  'unlock_user',
  'sign_out_user',
  'reset_password',
  'reset_mfa',
  'confirm_user',
  'list_sessions',
  'revoke_session',
  'list_groups',
  'add_to_group',
  'remove_from_group',
  'list_pool_groups',
  'create_group',
  'delete_group',
  'read_audit',
  'verify_audit',
] as const;

export type AdminAction = (typeof ADMIN_ACTIONS)[number];
export type AdminEventType = `admin.${AdminAction}`;

/** What people do themselves, and what is done in their name. */
const USER_EVENT_TYPES = [
  'user.registered',
  'user.confirmed',
  'user.code_resent',
  'user.exported',
  'user.erased',
  'login.succeeded',
  'login.failed',
  'login.locked',
  'mfa.enrolled',
  'mfa.verified',
  'mfa.failed',
  'mfa.removed',
  'mfa.recovery_used',
  'mfa.recovery_regenerated',
  'token.refreshed',
  'token.refresh_failed',
  'token.reuse_detected',
  'session.revoked',
  'logout',
  'logout.all',
  'password.reset_requested',
  'password.reset',
  'password.changed',
  'profile.updated',
  'email.change_requested',
  'email.changed',
  'social.signed_in',
  'social.linked',
  'access.denied',
] as const;

export type AuditEventType = (typeof USER_EVENT_TYPES)[number] | AdminEventType;

/** The closed set of events. */
export const AUDIT_EVENT_TYPES: readonly AuditEventType[] = [
  ...USER_EVENT_TYPES,
  ...ADMIN_ACTIONS.map((action): AdminEventType => `admin.${action}`),
];

export const AUDIT_OUTCOMES = ['SUCCESS', 'FAILURE'] as const;

export type AuditOutcome = (typeof AUDIT_OUTCOMES)[number];

/** Short facts beside who, whom, what and when. The names of secrets cannot be used; a refusal's code is its `reason`. */
export type AuditDetails = Readonly<Record<string, string | number | boolean>> &
  Readonly<Partial<Record<(typeof SECRET_FIELDS)[number], never>>>;

/** What a flow knows of an event; the trail adds the rest. */
export interface NewAuditEvent {
  readonly type: AuditEventType;
  readonly outcome: AuditOutcome;
  /** Whom it is about; null where the account is not known. */
  readonly userId: string | null;
  /** Who did it; null where nobody has proved to be anybody. */
  readonly actorId: string | null;
  readonly origin: RequestOrigin;
  readonly sessionId?: string | null;
  readonly details?: AuditDetails;
}

/** One event as it is kept and shown. */
export interface AuditEvent {
  /** Sorts by time. */
  readonly id: string;
  /** ISO 8601 UTC with milliseconds. */
  readonly time: string;
  readonly type: AuditEventType;
  readonly outcome: AuditOutcome;
  readonly userId: string | null;
  readonly actorId: string | null;
  readonly ipAddress: string;
  readonly userAgent: string;
  readonly requestId: string;
  readonly sessionId: string | null;
  readonly details: Readonly<Record<string, string | number | boolean>>;
}
