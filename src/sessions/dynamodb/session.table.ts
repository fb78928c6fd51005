import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { TableDefinition } from '../../aws/table-definition.js';
import type { Session } from '../session.js';

type Attributes = Record<string, AttributeValue>;

export const LIVING_BY_USER = 'living-by-user';

/**
 * Two kinds of item: `session#<sessionId>`, and `user#<userId>` with the moment of the last sign-out everywhere. Both are
 * read in one BatchGetItem. `livingOf` is on sessions that were not ended, so the index holds only those.
 */
export const sessionTable: TableDefinition = {
  name: 'sessions',
  partitionKey: 'id',
  numberKeys: ['createdAt'],
  indexes: [{ name: LIVING_BY_USER, partitionKey: 'livingOf', sortKey: 'createdAt' }],
  timeToLive: 'dropAfter',
};

export function sessionKey(sessionId: string): Attributes {
  return { id: { S: `session#${sessionId}` } };
}

export function signOutMarkKey(userId: string): Attributes {
  return { id: { S: `user#${userId}` } };
}

/** The key of an item that the index led to. */
export function indexedKey({ id }: Attributes): Attributes {
  return id ? { id } : {};
}

export function toSessionItem(session: Session): Attributes {
  return { ...sessionKey(session.sessionId), ...sessionAttributes(session) };
}

/** All but the key. */
export function sessionAttributes(session: Session): Attributes {
  const { sessionId, userId, createdAt, lastSeenAt, ipAddress, userAgent, expiresAt, endedAt } = session;
  return {
    sessionId: { S: sessionId },
    userId: { S: userId },
    createdAt: { N: String(createdAt) },
    lastSeenAt: { N: String(lastSeenAt) },
    ipAddress: { S: ipAddress },
    userAgent: { S: userAgent },
    expiresAt: { N: String(expiresAt) },
    dropAfter: { N: String(Math.ceil(expiresAt / 1000)) },
    ...(endedAt === null ? { livingOf: { S: userId } } : { endedAt: { N: String(endedAt) } }),
  };
}

export function fromSessionItem(item: Attributes): Session {
  return {
    sessionId: item['sessionId']?.S ?? '',
    userId: item['userId']?.S ?? '',
    createdAt: Number(item['createdAt']?.N),
    lastSeenAt: Number(item['lastSeenAt']?.N),
    ipAddress: item['ipAddress']?.S ?? '',
    userAgent: item['userAgent']?.S ?? '',
    expiresAt: Number(item['expiresAt']?.N),
    endedAt: item['endedAt']?.N === undefined ? null : Number(item['endedAt'].N),
  };
}

/** When the user last signed out everywhere, from the mark item; 0 when never. */
export function validAfterOf(mark: Attributes | undefined): number {
  return Number(mark?.['validAfter']?.N ?? 0);
}
