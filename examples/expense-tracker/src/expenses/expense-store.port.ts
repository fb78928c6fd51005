import type { Amount, Expense } from './expense.js';

export interface ExpenseQuery {
  /** First and last day, `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
  readonly limit: number;
  /** Where the page before ended. */
  readonly after: ExpensePosition | null;
}

export interface ExpensePosition {
  readonly date: string;
  readonly id: string;
}

export interface ExpensePage {
  readonly items: readonly Expense[];
  /** Null after the last page. */
  readonly next: ExpensePosition | null;
}

/** Expenses, each only ever reached by way of its owner. */
export abstract class ExpenseStore {
  /** Throws where the owner has one of this id. */
  abstract add(expense: Expense): Promise<void>;

  abstract find(userId: string, id: string): Promise<Expense | null>;

  /** False where it is not there any more in the version before this one. */
  abstract replace(expense: Expense): Promise<boolean>;

  /** False where the owner has none of this id. */
  abstract remove(userId: string, id: string): Promise<boolean>;

  /** The newest first. */
  abstract list(userId: string, query: ExpenseQuery): Promise<ExpensePage>;

  /** Everything between two days, without notes. */
  abstract amounts(userId: string, from: string, to: string): Promise<readonly Amount[]>;
}
