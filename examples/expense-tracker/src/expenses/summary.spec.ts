import type { Amount } from './expense.js';
import { balanceOf, summaryOf } from './summary.js';

const amount = (date: string, category: string, amountCents: number, kind: Amount['kind'] = 'EXPENSE') => ({
  date,
  category,
  amountCents,
  kind,
});

describe('a summary', () => {
  const amounts = [
    amount('2026-02-01', 'travel', 1_999),
    amount('2026-01-31', 'food', 10),
    amount('2026-01-01', 'food', 20),
    amount('2026-01-15', 'rent', 90_000),
    amount('2026-01-01', 'salary', 100_000, 'INCOME'),
  ];

  it('has one entry for each month, with the largest category first', () => {
    expect(summaryOf(amounts)).toEqual([
      {
        month: '2026-01',
        incomeCents: 100_000,
        expenseCents: 90_030,
        balanceCents: 9_970,
        categories: [
          { category: 'rent', expenseCents: 90_000 },
          { category: 'food', expenseCents: 30 },
        ],
      },
      {
        month: '2026-02',
        incomeCents: 0,
        expenseCents: 1_999,
        balanceCents: -1_999,
        categories: [{ category: 'travel', expenseCents: 1_999 }],
      },
    ]);
  });

  it('loses no cent', () => {
    const dimes = Array.from({ length: 1_000 }, () => amount('2026-01-01', 'food', 10));
    expect(balanceOf(dimes)).toEqual({ incomeCents: 0, expenseCents: 10_000, balanceCents: -10_000 });
  });

  it('of nothing is nothing', () => {
    expect(summaryOf([])).toEqual([]);
    expect(balanceOf([])).toEqual({ incomeCents: 0, expenseCents: 0, balanceCents: 0 });
  });
});
