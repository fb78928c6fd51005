import type { Amount } from './expense.js';

export interface Balance {
  readonly incomeCents: number;
  readonly expenseCents: number;
  readonly balanceCents: number;
}

export interface MonthSummary extends Balance {
  /** `YYYY-MM` */
  readonly month: string;
  /** Expenses only, the largest first. */
  readonly categories: readonly { readonly category: string; readonly expenseCents: number }[];
}

export function balanceOf(amounts: readonly Amount[]): Balance {
  const sum = (kind: Amount['kind']) =>
    amounts.reduce((total, amount) => total + (amount.kind === kind ? amount.amountCents : 0), 0);
  const [incomeCents, expenseCents] = [sum('INCOME'), sum('EXPENSE')];
  return { incomeCents, expenseCents, balanceCents: incomeCents - expenseCents };
}

/** Months in which there was something, the oldest first. */
export function summaryOf(amounts: readonly Amount[]): MonthSummary[] {
  const months = groupedBy(amounts, ({ date }) => date.slice(0, 7));
  return [...months]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([month, ofMonth]) => ({ month, ...balanceOf(ofMonth), categories: categoriesOf(ofMonth) }));
}

function categoriesOf(amounts: readonly Amount[]): MonthSummary['categories'] {
  const expenses = amounts.filter(({ kind }) => kind === 'EXPENSE');
  return [...groupedBy(expenses, ({ category }) => category)]
    .map(([category, of]) => ({ category, expenseCents: balanceOf(of).expenseCents }))
    .sort(
      (one, other) => other.expenseCents - one.expenseCents || one.category.localeCompare(other.category),
    );
}

function groupedBy(amounts: readonly Amount[], keyOf: (amount: Amount) => string): Map<string, Amount[]> {
  const groups = new Map<string, Amount[]>();
  for (const amount of amounts) {
    const group = groups.get(keyOf(amount));
    if (group === undefined) groups.set(keyOf(amount), [amount]);
    else group.push(amount);
  }
  return groups;
}
