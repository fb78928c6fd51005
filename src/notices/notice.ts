/** What people are told by mail, beside the codes that Cognito sends. The set is closed. */
export const NOTICE_KINDS = [
  'password_changed',
  'password_reset',
  'email_change_requested',
  'email_changed',
  'mfa_enabled',
  'mfa_removed',
  'recovery_code_used',
  'account_exists',
  'account_erased',
] as const;

export type NoticeKind = (typeof NOTICE_KINDS)[number];

export interface Notice {
  readonly kind: NoticeKind;
  /** The address that is told. */
  readonly to: string;
  /** Epoch milliseconds of what happened. */
  readonly at: number;
  /** From where it was done, where that is known. */
  readonly ipAddress?: string;
}
