import { BadRequestException, ConflictException, Injectable, NotFoundException } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Expense, ExpenseFields } from './expense.js';
import { type ExpensePage, type ExpenseQuery, ExpenseStore } from './expense-store.port.js';
import { type Balance, balanceOf, type MonthSummary, summaryOf } from './summary.js';

const FIRST_DAY = '0000-01-01';
const LAST_DAY = '9999-12-31';

/** Days that are left open stand for all. */
type ListQuery = Pick<ExpenseQuery, 'limit' | 'after'> & {
  readonly from: string | undefined;
  readonly to: string | undefined;
};

/** Somebody's own expenses. What is not theirs is not there. */
@Injectable()
export class ExpensesService {
  constructor(private readonly store: ExpenseStore) {}

  async add(userId: string, fields: ExpenseFields): Promise<Expense> {
    const expense = expenseOf(fields, { id: randomUUID(), userId, version: 1 });
    await this.store.add(expense);
    return expense;
  }

  async get(userId: string, id: string): Promise<Expense> {
    const expense = await this.store.find(userId, id);
    if (expense === null) throw new NotFoundException('There is no such expense');
    return expense;
  }

  /** Of the version that the change was made from. */
  async replace(
    userId: string,
    id: string,
    change: ExpenseFields & { readonly version: number },
  ): Promise<Expense> {
    const expense = expenseOf(change, { id, userId, version: change.version + 1 });
    if (await this.store.replace(expense)) return expense;
    await this.get(userId, id);
    throw new ConflictException('The expense was changed in the meantime: read it again');
  }

  async remove(userId: string, id: string): Promise<void> {
    if (!(await this.store.remove(userId, id))) throw new NotFoundException('There is no such expense');
  }

  /** DynamoDB takes neither days in the wrong order nor a position outside of them. */
  async list(userId: string, query: ListQuery): Promise<ExpensePage> {
    const { from = FIRST_DAY, to = LAST_DAY, limit, after } = query;
    if (from > to) throw new BadRequestException(['to must not be before from']);
    if (after !== null && (after.date < from || after.date > to)) {
      throw new BadRequestException(['cursor must be a nextCursor of the same days']);
    }
    return this.store.list(userId, { from, to, limit, after });
  }

  async balance(userId: string): Promise<Balance> {
    return balanceOf(await this.store.amounts(userId, FIRST_DAY, LAST_DAY));
  }

  /** By month and category. */
  async summary(userId: string, year: number): Promise<MonthSummary[]> {
    return summaryOf(await this.store.amounts(userId, `${year}-01-01`, `${year}-12-31`));
  }
}

/** Named field by field, so that nothing else of a request is ever kept. */
function expenseOf(
  { kind, amountCents, category, date, note }: ExpenseFields,
  key: Pick<Expense, 'id' | 'userId' | 'version'>,
): Expense {
  return { ...key, kind, amountCents, category, date, note };
}
