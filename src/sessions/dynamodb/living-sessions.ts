import { type AttributeValue, type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { answerOf } from '../../aws/dynamodb-call.js';
import { readItems } from '../../aws/read-items.js';
import type { Session, SessionPage, SessionPosition, SessionQuery } from '../session.js';
import { isSignedOut, settled, type SignOutMark } from '../sign-out-mark.js';
import { fromSessionItem, indexedKey, indexPosition, LIVING_BY_USER, sessionKey } from './session.table.js';

type Attributes = Record<string, AttributeValue>;

/** Whose sessions are listed, and where they are. */
interface Registry {
  readonly client: DynamoDBClient;
  readonly table: string;
  readonly userId: string;
  readonly mark: SignOutMark;
}

const MAX_BATCH = 100;

/** One page of the living sessions of a user, newest first. */
export async function livingSessions(registry: Registry, query: SessionQuery): Promise<SessionPage> {
  const { validAfter, spare } = settled(registry.mark, query.now);
  // One more than asked for tells whether there is another page.
  const wanted = query.limit + 1;
  const found = await findOpenedAfter(registry, validAfter, wanted, query);
  if (found.length < wanted && spare !== null) {
    // It was opened before the last sign-out, so the query above ends before it.
    const spared = await readLiving(registry, [sessionKey(spare)], query);
    found.push(
      ...spared.filter((session) => session.createdAt <= validAfter && isBehind(session, query.after)),
    );
  }
  const items = found.slice(0, query.limit);
  const last = items.at(-1);
  const more = found.length > query.limit && last !== undefined;
  return { items, next: more ? { createdAt: last.createdAt, sessionId: last.sessionId } : null };
}

async function findOpenedAfter(
  registry: Registry,
  validAfter: number,
  wanted: number,
  query: SessionQuery,
): Promise<Session[]> {
  const { after } = query;
  // A query cannot start outside its own bounds; a sign-out since the page before may have moved them.
  if (after !== null && after.createdAt <= validAfter) return [];
  const found: Session[] = [];
  let position = after === null ? undefined : indexPosition(registry.userId, after);
  do {
    const page = await queryNewest(registry, validAfter, wanted, position);
    found.push(...(await readLiving(registry, page.keys, query)));
    position = page.position;
  } while (position !== undefined && found.length < wanted);
  return found;
}

async function queryNewest(
  { client, table, userId }: Registry,
  validAfter: number,
  limit: number,
  position: Attributes | undefined,
): Promise<{ keys: Attributes[]; position: Attributes | undefined }> {
  const command = new QueryCommand({
    TableName: table,
    IndexName: LIVING_BY_USER,
    KeyConditionExpression: 'livingOf = :userId AND createdAt > :validAfter',
    ExpressionAttributeValues: { ':userId': { S: userId }, ':validAfter': { N: String(validAfter) } },
    ScanIndexForward: false,
    Limit: Math.min(limit, MAX_BATCH),
    ...(position && { ExclusiveStartKey: position }),
  });
  const { Items = [], LastEvaluatedKey } = await answerOf(client.send(command));
  return { keys: Items.map(indexedKey), position: LastEvaluatedKey };
}

/** The index follows the table with a delay and holds keys only, so the sessions themselves are read again. */
async function readLiving(
  { client, table, userId, mark }: Registry,
  keys: readonly Attributes[],
  { now, usedSince }: SessionQuery,
): Promise<Session[]> {
  const items = await readItems(client, table, keys);
  const byId = new Map(items.map((item) => [item['id']?.S, fromSessionItem(item)]));
  return keys
    .map(({ id }) => byId.get(id?.S))
    .filter((session) => session !== undefined)
    .filter((session) => session.userId === userId && session.endedAt === null && session.expiresAt > now)
    .filter((session) => session.lastSeenAt >= usedSince && !isSignedOut(mark, session, now));
}

function isBehind(session: Session, after: SessionPosition | null): boolean {
  if (after === null) return true;
  return session.createdAt <= after.createdAt && session.sessionId !== after.sessionId;
}
