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
import { readItem } from '../../aws/read-items.js';
import { tableName } from '../../aws/table-name.js';
import { AppError } from '../../shared/app-error.js';
import { CounterStore, type CountedAttempt } from '../counter-store.port.js';
import { counterKey, counterTable, fromCounterItem } from './counter.table.js';

const MAX_ROUNDS = 5;

/** Attempts that one write counts. The SDK repeats a write whose answer was lost; its id keeps the repeat from counting. */
interface Attempts {
  readonly id: string;
  readonly key: string;
  readonly number: number;
  readonly windowMs: number;
  readonly now: number;
}

/** Attempts of one key that came in the same turn of the event loop. */
interface Joined {
  number: number;
  /** The count with all of them. */
  readonly counted: Promise<CountedAttempt>;
}

type CounterUpdate = Pick<
  UpdateItemCommandInput,
  'UpdateExpression' | 'ConditionExpression' | 'ExpressionAttributeValues'
>;

@Injectable()
export class DynamoDbCounterStore extends CounterStore {
  private readonly table: string;
  private readonly joined = new Map<string, Joined>();

  constructor(
    private readonly client: DynamoDBClient,
    connection: AwsConnection,
  ) {
    super();
    this.table = tableName(connection.tablePrefix, counterTable);
  }

  /** Attempts of one key that come at the same time, such as those of a flood from one address, cost one write. */
  async increment(key: string, windowMs: number, now: number): Promise<CountedAttempt> {
    const joined = this.joined.get(key) ?? this.join(key, windowMs, now);
    joined.number += 1;
    const place = joined.number;
    const { count, windowEndsAt } = await joined.counted;
    return { count: count - joined.number + place, windowEndsAt };
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

  private join(key: string, windowMs: number, now: number): Joined {
    const joined: Joined = {
      number: 0,
      counted: endOfTurn().then(() => {
        this.joined.delete(key);
        return this.count({ id: randomUUID(), key, number: joined.number, windowMs, now });
      }),
    };
    this.joined.set(key, joined);
    return joined;
  }

  private async count(attempts: Attempts): Promise<CountedAttempt> {
    // A round fails only where somebody else ended or reset the window between its steps.
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const counted =
        (await this.countInWindow(attempts)) ??
        (await this.startAnew(attempts)) ??
        (await this.findCounted(attempts));
      if (counted) return counted;
    }
    throw new AppError('service_unavailable', {
      retryAfterSeconds: 1,
      cause: new Error('The counter was too busy to start a window'),
    });
  }

  /** Counts in the running window, or in the first one; null where one has ended. */
  private countInWindow({ id, key, number, windowMs, now }: Attempts): Promise<CountedAttempt | null> {
    return this.write(key, {
      UpdateExpression:
        'SET attempts = if_not_exists(attempts, :none) + :number, windowEndsAt = if_not_exists(windowEndsAt, :end),' +
        ' dropAfter = if_not_exists(dropAfter, :dropAfter), lastAttempt = :attempt',
      ConditionExpression:
        'attribute_not_exists(windowEndsAt) OR (windowEndsAt > :now AND lastAttempt <> :attempt)',
      ExpressionAttributeValues: {
        ...windowValues(id, number, now + windowMs),
        ':none': { N: '0' },
        ':now': { N: String(now) },
      },
    });
  }

  private startAnew({ id, key, number, windowMs, now }: Attempts): Promise<CountedAttempt | null> {
    return this.write(key, {
      UpdateExpression:
        'SET attempts = :number, windowEndsAt = :end, dropAfter = :dropAfter, lastAttempt = :attempt',
      ConditionExpression: 'attribute_not_exists(windowEndsAt) OR windowEndsAt <= :now',
      ExpressionAttributeValues: {
        ...windowValues(id, number, now + windowMs),
        ':now': { N: String(now) },
      },
    });
  }

  /** What an earlier try of the same write counted, its answer lost. */
  private async findCounted({ id, key }: Attempts): Promise<CountedAttempt | null> {
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

function windowValues(id: string, number: number, windowEndsAt: number): Record<string, AttributeValue> {
  return {
    ':number': { N: String(number) },
    ':end': { N: String(windowEndsAt) },
    ':dropAfter': { N: String(Math.ceil(windowEndsAt / 1000)) },
    ':attempt': { S: id },
  };
}

function endOfTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
