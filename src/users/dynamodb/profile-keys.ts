import { type AttributeValue, type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { answerOf } from '../../aws/dynamodb-call.js';
import type { ListPlan } from './profile-list-plan.js';
import { PROFILE_SHARDS } from './profile.table.js';

type Values = Record<string, AttributeValue>;

export interface FoundKey {
  readonly userId: string;
  readonly sortKey: string;
}

export interface FoundKeys {
  readonly keys: readonly FoundKey[];
  /** The key up to which everything was seen, or null where nothing is left. */
  readonly next: string | null;
}

interface ShardKeys {
  readonly keys: readonly FoundKey[];
  /** Whether the shard holds more. */
  readonly isCut: boolean;
}

/** Sorts before what can follow any key, and after the key itself. */
const JUST_AFTER = '!';
const LAST_CHARACTER = '\u{10FFFF}';

/** Asks every shard side by side for the keys behind a position, and merges the answers in the order of the list. */
export class ProfileKeys {
  constructor(
    private readonly client: Pick<DynamoDBClient, 'send'>,
    private readonly table: string,
  ) {}

  /** At most `wanted` keys; fewer, with a `next`, where one shard holds many of the next ones. */
  async behind(plan: ListPlan, position: string | null, wanted: number): Promise<FoundKeys> {
    const perShard = Math.min(wanted + 1, shareOf(wanted));
    const shards = await Promise.all(
      plan.partitions.map((partition) => this.ofShard(plan, partition, position, perShard)),
    );
    const order = orderOf(plan);
    // What lies behind the last key of a shard that was cut is not known, so nothing behind it counts as seen.
    const [frontier] = shards.flatMap(({ keys, isCut }) => (isCut ? keys.slice(-1) : [])).sort(order);
    const seen = shards
      .flatMap(({ keys }) => keys)
      .filter((key) => frontier === undefined || order(key, frontier) <= 0)
      .sort(order);
    const keys = seen.slice(0, wanted);
    if (seen.length > wanted) return { keys, next: keys.at(-1)?.sortKey ?? position };
    return { keys, next: frontier?.sortKey ?? null };
  }

  private async ofShard(
    plan: ListPlan,
    partition: string,
    position: string | null,
    limit: number,
  ): Promise<ShardKeys> {
    const range = rangeBehind(plan, position);
    const command = new QueryCommand({
      TableName: this.table,
      IndexName: plan.index,
      KeyConditionExpression: ['#partition = :partition', ...range.conditions].join(' AND '),
      ExpressionAttributeNames: {
        '#partition': plan.partitionKey,
        ...(range.conditions.length > 0 && { '#sortKey': plan.sortKey }),
      },
      ExpressionAttributeValues: { ':partition': { S: partition }, ...range.values },
      ScanIndexForward: plan.sortKey === 'emailKey',
      Limit: limit,
    });
    const { Items = [], LastEvaluatedKey } = await answerOf(this.client.send(command));
    return { keys: Items.map((item) => foundKey(item, plan)), isCut: LastEvaluatedKey !== undefined };
  }
}

/** Twice an even share and some more: one round nearly always does, and reads few keys in vain. */
function shareOf(wanted: number): number {
  return Math.ceil((2 * wanted) / PROFILE_SHARDS) + 4;
}

function rangeBehind({ prefix, sortKey }: ListPlan, position: string | null) {
  if (sortKey === 'emailKey') {
    const from = position === null ? (prefix ?? '') : position + JUST_AFTER;
    const values: Values = { ':from': { S: from }, ':to': { S: `${prefix ?? ''}${LAST_CHARACTER}` } };
    return { conditions: ['#sortKey BETWEEN :from AND :to'], values };
  }
  if (position === null) return { conditions: [], values: {} };
  const values: Values = { ':position': { S: position } };
  return { conditions: ['#sortKey < :position'], values };
}

/** DynamoDB compares bytes, JavaScript UTF-16 units; they differ beyond the basic plane. */
function orderOf({ sortKey }: ListPlan): (a: FoundKey, b: FoundKey) => number {
  const bytes = (key: FoundKey) => Buffer.from(key.sortKey);
  return sortKey === 'emailKey'
    ? (a, b) => Buffer.compare(bytes(a), bytes(b))
    : (a, b) => Buffer.compare(bytes(b), bytes(a));
}

function foundKey(item: Values, { sortKey }: ListPlan): FoundKey {
  return { userId: item['userId']?.S ?? '', sortKey: item[sortKey]?.S ?? '' };
}
