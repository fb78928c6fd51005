import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { Amount, Expense } from '../expense.js';
import {
  type ExpensePage,
  type ExpensePosition,
  type ExpenseQuery,
  ExpenseStore,
} from '../expense-store.port.js';
import { BY_DATE } from './expense.table.js';

/** Behind every id in the index, whatever it is. */
const LAST = '\uffff';

/** One item for each expense, keyed by its owner first: no key reaches somebody else's. */
export class DynamoDbExpenseStore extends ExpenseStore {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
  ) {
    super();
  }

  async add(expense: Expense): Promise<void> {
    await this.client.send(
      new PutCommand({
        TableName: this.table,
        Item: toItem(expense),
        ConditionExpression: 'attribute_not_exists(id)',
      }),
    );
  }

  async find(userId: string, id: string): Promise<Expense | null> {
    const { Item } = await this.client.send(
      new GetCommand({ TableName: this.table, Key: { userId, id }, ConsistentRead: true }),
    );
    return Item === undefined ? null : fromItem(Item);
  }

  replace(expense: Expense): Promise<boolean> {
    const command = new PutCommand({
      TableName: this.table,
      Item: toItem(expense),
      ConditionExpression: 'version = :before',
      ExpressionAttributeValues: { ':before': expense.version - 1 },
    });
    return isAllowed(this.client.send(command));
  }

  remove(userId: string, id: string): Promise<boolean> {
    const command = new DeleteCommand({
      TableName: this.table,
      Key: { userId, id },
      ConditionExpression: 'attribute_exists(id)',
    });
    return isAllowed(this.client.send(command));
  }

  async list(userId: string, { from, to, limit, after }: ExpenseQuery): Promise<ExpensePage> {
    const { Items = [], LastEvaluatedKey } = await this.client.send(
      new QueryCommand({
        ...this.between(userId, from, to),
        ScanIndexForward: false,
        Limit: limit,
        ...(after && { ExclusiveStartKey: { userId, id: after.id, dateAndId: dateAndId(after) } }),
      }),
    );
    const items = Items.map(fromItem);
    const last = items.at(-1);
    return { items, next: LastEvaluatedKey && last ? { date: last.date, id: last.id } : null };
  }

  async amounts(userId: string, from: string, to: string): Promise<Amount[]> {
    const amounts: Amount[] = [];
    let position: Record<string, unknown> | undefined;
    do {
      const page = await this.client.send(
        new QueryCommand({
          ...this.between(userId, from, to),
          ProjectionExpression: '#kind, amountCents, category, #date',
          ExpressionAttributeNames: { '#kind': 'kind', '#date': 'date' },
          ...(position && { ExclusiveStartKey: position }),
        }),
      );
      amounts.push(...((page.Items ?? []) as Amount[]));
      position = page.LastEvaluatedKey;
    } while (position !== undefined);
    return amounts;
  }

  private between(userId: string, from: string, to: string): QueryCommandInput {
    return {
      TableName: this.table,
      IndexName: BY_DATE,
      ConsistentRead: true,
      KeyConditionExpression: 'userId = :userId AND dateAndId BETWEEN :from AND :to',
      ExpressionAttributeValues: { ':userId': userId, ':from': from, ':to': `${to}#${LAST}` },
    };
  }
}

/** The outcome of a conditional write. */
async function isAllowed(call: Promise<unknown>): Promise<boolean> {
  try {
    await call;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

function dateAndId({ date, id }: ExpensePosition): string {
  return `${date}#${id}`;
}

function toItem(expense: Expense): Record<string, unknown> {
  return { ...expense, dateAndId: dateAndId(expense) };
}

/** Named field by field: the item has a key of its own that is nobody's business. */
function fromItem(item: Record<string, unknown>): Expense {
  const { id, userId, kind, amountCents, category, date, note, version } = item as unknown as Expense;
  return { id, userId, kind, amountCents, category, date, note, version };
}
