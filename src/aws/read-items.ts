import { type AttributeValue, BatchGetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { setTimeout as sleep } from 'node:timers/promises';
import { answerOf } from './dynamodb-call.js';
import { unavailable } from './upstream-error.js';

type Attributes = Record<string, AttributeValue>;

const MAX_ROUNDS = 4;
const FIRST_PAUSE_MS = 25;

/** Up to 100 items in one consistent round trip, in no order; what DynamoDB leaves unprocessed is asked for again. */
export async function readItems(
  client: Pick<DynamoDBClient, 'send'>,
  table: string,
  keys: readonly Attributes[],
): Promise<readonly Attributes[]> {
  const items: Attributes[] = [];
  let left = [...keys];
  for (let round = 0; left.length > 0; round += 1) {
    if (round === MAX_ROUNDS) {
      const cause = new Error(`BatchGetItem left ${left.length} keys of ${table} unprocessed`);
      throw unavailable(cause, 1);
    }
    if (round > 0) await sleep(FIRST_PAUSE_MS * 2 ** round * Math.random());
    const command = new BatchGetItemCommand({
      RequestItems: { [table]: { Keys: left, ConsistentRead: true } },
    });
    const { Responses, UnprocessedKeys } = await answerOf(client.send(command));
    const asked = left.length;
    left = UnprocessedKeys?.[table]?.Keys ?? [];
    // What is absent here may be the end of a session: DynamoDB names a table of which it has looked at a key, if only with [].
    if (Responses?.[table] === undefined && left.length < asked)
      throw unavailable(new Error(`BatchGetItem of ${table} answered nothing`));
    items.push(...(Responses?.[table] ?? []));
  }
  return items;
}
