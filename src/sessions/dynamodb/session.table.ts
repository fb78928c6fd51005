import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { TableDefinition } from '../../aws/table-definition.js';
import type { Session, SessionPosition } from '../session.js';

type Attributes = Record<string, AttributeValue>;

export const LIVING_BY_USER = 'living-by-user';

/**
 * Three kinds of item: `session#<sessionId>`; `user#<userId>` with the sign-outs everywhere, read together with a session; and
 * `refresh#<sha256>` of refresh tokens. `livingOf` is on sessions that were not ended, so the index holds only those.
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

/** The key of an item that the index led to. */
export function indexedKey({ id }: Attributes): Attributes {
  return id ? { id } : {};
}

/** Where a query of the index goes on behind a session. */
export function indexPosition(userId: string, { sessionId, createdAt }: SessionPosition): Attributes {
  return { ...sessionKey(sessionId), livingOf: { S: userId }, createdAt: { N: String(createdAt) } };
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
