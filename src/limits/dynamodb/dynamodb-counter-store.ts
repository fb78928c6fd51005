import {
  type AttributeValue,
  DeleteItemCommand,
  DynamoDBClient,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { AwsConnection } from '../../aws/aws-connection.js';
import { answerIfAllowed, answerOf } from '../../aws/dynamodb-call.js';
import { readItem } from '../../aws/read-item.js';
import { tableName } from '../../aws/table-name.js';
import { AppError } from '../../shared/app-error.js';
import { CounterStore, type CountedAttempt } from '../counter-store.port.js';
import { counterKey, counterTable, fromCounterItem } from './counter.table.js';

const MAX_ROUNDS = 5;

/** One attempt to be counted. The SDK repeats a write whose answer was lost; its id keeps the repeat from counting. */
interface Attempt {
  readonly id: string;
  readonly key: string;
  readonly windowMs: number;
  readonly now: number;
}

type CounterUpdate = Pick<
  UpdateItemCommandInput,
  'UpdateExpression' | 'ConditionExpression' | 'ExpressionAttributeValues'
>;

@Injectable()
export class DynamoDbCounterStore extends CounterStore {
  private readonly table: string;

  constructor(
    private readonly client: DynamoDBClient,
    connection: AwsConnection,
  ) {
    super();
    this.table = tableName(connection.tablePrefix, counterTable);
  }

  async increment(key: string, windowMs: number, now: number): Promise<CountedAttempt> {
    const attempt = { id: randomUUID(), key, windowMs, now };
    // A round fails only where somebody else started, ended or reset the window between its steps.
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const counted =
        (await this.countInRunningWindow(attempt)) ??
        (await this.startWindow(attempt)) ??
        (await this.findCounted(attempt));
      if (counted) return counted;
    }
    throw new AppError('service_unavailable', {
      retryAfterSeconds: 1,
      cause: new Error('The counter was too busy to start a window'),
    });
  }

  async peek(key: string, now: number): Promise<CountedAttempt | null> {
    const counter = await this.find(key);
    if (!counter) return null;
    const { count, windowEndsAt } = fromCounterItem(counter);
    return windowEndsAt > now ? { count, windowEndsAt } : null;
  }

  async reset(key: string): Promise<void> {
    const command = new DeleteItemCommand({ TableName: this.table, Key: counterKey(key) });
    await answerOf(this.client.send(command));
  }

  private countInRunningWindow({ id, key, now }: Attempt): Promise<CountedAttempt | null> {
    return this.write(key, {
      UpdateExpression: 'SET attempts = attempts + :one, lastAttempt = :attempt',
      ConditionExpression: 'windowEndsAt > :now AND lastAttempt <> :attempt',
      ExpressionAttributeValues: { ':one': { N: '1' }, ':attempt': { S: id }, ':now': { N: String(now) } },
    });
  }

  private startWindow({ id, key, windowMs, now }: Attempt): Promise<CountedAttempt | null> {
    const windowEndsAt = now + windowMs;
    return this.write(key, {
      UpdateExpression:
        'SET attempts = :one, windowEndsAt = :end, dropAfter = :dropAfter, lastAttempt = :attempt',
      ConditionExpression: 'attribute_not_exists(windowEndsAt) OR windowEndsAt <= :now',
      ExpressionAttributeValues: {
        ':one': { N: '1' },
        ':end': { N: String(windowEndsAt) },
        ':dropAfter': { N: String(Math.ceil(windowEndsAt / 1000)) },
        ':attempt': { S: id },
        ':now': { N: String(now) },
      },
    });
  }

  /** What an earlier try of the same attempt counted, its answer lost. */
  private async findCounted({ id, key }: Attempt): Promise<CountedAttempt | null> {
    const counter = await this.find(key);
    return counter?.['lastAttempt']?.S === id ? fromCounterItem(counter) : null;
  }

  /** The counter after the write, or null where the condition did not hold. */
  private async write(key: string, update: CounterUpdate): Promise<CountedAttempt | null> {
    const command = new UpdateItemCommand({
      TableName: this.table,
      Key: counterKey(key),
      ...update,
      ReturnValues: 'ALL_NEW',
    });
    const answer = await answerIfAllowed(this.client.send(command));
    return answer?.Attributes ? fromCounterItem(answer.Attributes) : null;
  }

  private find(key: string): Promise<Record<string, AttributeValue> | undefined> {
    return readItem(this.client, this.table, counterKey(key));
  }
}
