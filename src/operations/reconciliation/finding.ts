/** What can be found where accounts and profiles do not agree. */
export const FINDING_KINDS = [
  'profile_missing',
  'confirmation_missing',
  'account_enabled',
  'account_disabled',
  'address_differs',
  'group_left_over',
  'group_missing',
  'address_unverified',
  'account_without_address',
  'profile_without_account',
] as const;

export type FindingKind = (typeof FINDING_KINDS)[number];

export interface Finding {
  readonly userId: string;
  readonly kind: FindingKind;
  /** Where it is about a group. */
  readonly group?: string;
}

/** `left` where nothing was done: in a dry run, or where only a person can decide. */
export type FindingOutcome = 'mended' | 'left';

/** What is left to the next sign-in or to a person. */
export const NEVER_MENDED: ReadonlySet<FindingKind> = new Set([
  'address_unverified',
  'account_without_address',
]);

/** One side without the other. */
export const ORPHANS: ReadonlySet<FindingKind> = new Set([
  'account_without_address',
  'profile_without_account',
]);
