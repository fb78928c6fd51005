export const KINDS = ['EXPENSE', 'INCOME'] as const;
export type Kind = (typeof KINDS)[number];

/** What its owner says of it. */
export interface ExpenseFields {
  readonly kind: Kind;
  /** Whole cents, more than 0: fractions of a floating point number would get lost in a sum. */
  readonly amountCents: number;
  readonly category: string;
  /** `YYYY-MM-DD` */
  readonly date: string;
  readonly note: string | null;
}

export interface Expense extends ExpenseFields {
  readonly id: string;
  /** Cognito `sub` of the owner. */
  readonly userId: string;
  /** Counts the changes, so that nobody overwrites one that they have not seen. */
  readonly version: number;
}

export type Amount = Pick<Expense, 'kind' | 'amountCents' | 'category' | 'date'>;
