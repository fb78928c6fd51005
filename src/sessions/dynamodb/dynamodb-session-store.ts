import {
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
  type QueryCommandOutput,
} from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Injectable } from '@nestjs/common';
import { AwsConnection } from '../../aws/aws-connection.js';
import { answerIfAllowed, answerOf } from '../../aws/dynamodb-call.js';
import { readItems } from '../../aws/read-items.js';
import { tableName } from '../../aws/table-name.js';
import { SessionStore } from '../session-store.port.js';
import type { Session, SessionState } from '../session.js';
import {
  fromSessionItem,
  indexedKey,
  LIVING_BY_USER,
  sessionAttributes,
  sessionKey,
  sessionTable,
  signOutMarkKey,
  toSessionItem,
  validAfterOf,
} from './session.table.js';

type Cursor = QueryCommandOutput['LastEvaluatedKey'];

/** Speaks in plain attribute values, because every guarded request reads here and they cost the least CPU. */
@Injectable()
export class DynamoDbSessionStore extends SessionStore {
  private readonly table: string;

  constructor(
    private readonly client: DynamoDBDocumentClient,
    connection: AwsConnection,
  ) {
    super();
    this.table = tableName(connection.tablePrefix, sessionTable);
  }

  async open(session: Session): Promise<void> {
    const command = new PutItemCommand({
      TableName: this.table,
      Item: toSessionItem(session),
      ConditionExpression: 'attribute_not_exists(id)',
    });
    await answerIfAllowed(this.client.send(command));
  }

  async state(userId: string, sessionId: string): Promise<SessionState> {
    const keys = [sessionKey(sessionId), signOutMarkKey(userId)];
    const items = await readItems(this.client, this.table, keys);
    const session = items.find((item) => item['sessionId']);
    const mark = items.find((item) => item['validAfter']);
    return { session: session ? fromSessionItem(session) : null, validAfter: validAfterOf(mark) };
  }

  async end(userId: string, sessionId: string, at: number, expiresAt: number): Promise<boolean> {
    const attributes = sessionAttributes(endedUnseen(userId, sessionId, at, expiresAt));
    const assignments = Object.keys(attributes).map((name) => `${name} = if_not_exists(${name}, :${name})`);
    const command = new UpdateItemCommand({
      TableName: this.table,
      Key: sessionKey(sessionId),
      UpdateExpression: `SET ${assignments.join(', ')} REMOVE livingOf`,
      ConditionExpression: 'attribute_not_exists(id) OR userId = :userId',
      ExpressionAttributeValues: Object.fromEntries(
        Object.entries(attributes).map(([name, value]) => [`:${name}`, value]),
      ),
    });
    return (await answerIfAllowed(this.client.send(command))) !== null;
  }

  async endAll(userId: string, at: number): Promise<void> {
    const command = new UpdateItemCommand({
      TableName: this.table,
      Key: signOutMarkKey(userId),
      UpdateExpression: 'SET validAfter = :at',
      ConditionExpression: 'attribute_not_exists(validAfter) OR validAfter < :at',
      ExpressionAttributeValues: { ':at': { N: String(at) } },
    });
    await answerIfAllowed(this.client.send(command));
  }

  async touch(sessionId: string, at: number): Promise<void> {
    const command = new UpdateItemCommand({
      TableName: this.table,
      Key: sessionKey(sessionId),
      UpdateExpression: 'SET lastSeenAt = :at',
      ConditionExpression: 'attribute_not_exists(endedAt) AND lastSeenAt < :at',
      ExpressionAttributeValues: { ':at': { N: String(at) } },
    });
    await answerIfAllowed(this.client.send(command));
  }

  async list(userId: string, now: number, limit: number): Promise<readonly Session[]> {
    const [mark] = await readItems(this.client, this.table, [signOutMarkKey(userId)]);
    const living: Session[] = [];
    let cursor: Cursor;
    do {
      const page = await this.queryNewest(userId, validAfterOf(mark), limit, cursor);
      // The index follows the table with a delay and holds keys only, so the sessions themselves are read again.
      const items = await readItems(this.client, this.table, page.keys);
      const sessions = items.map(fromSessionItem).sort((a, b) => b.createdAt - a.createdAt);
      living.push(...sessions.filter(({ endedAt, expiresAt }) => endedAt === null && expiresAt > now));
      cursor = page.cursor;
    } while (cursor && living.length < limit);
    return living.slice(0, limit);
  }

  private async queryNewest(userId: string, validAfter: number, limit: number, cursor: Cursor) {
    const command = new QueryCommand({
      TableName: this.table,
      IndexName: LIVING_BY_USER,
      KeyConditionExpression: 'livingOf = :userId AND createdAt > :validAfter',
      ExpressionAttributeValues: { ':userId': { S: userId }, ':validAfter': { N: String(validAfter) } },
      ScanIndexForward: false,
      Limit: Math.min(limit, 100),
      ...(cursor ? { ExclusiveStartKey: cursor } : {}),
    });
    const { Items = [], LastEvaluatedKey } = await answerOf(this.client.send(command));
    return { keys: Items.map(indexedKey), cursor: LastEvaluatedKey };
  }
}

/** The record of a session that ended before the registry ever saw it. */
function endedUnseen(userId: string, sessionId: string, at: number, expiresAt: number): Session {
  const unknown = { ipAddress: '', userAgent: '' };
  return { sessionId, userId, createdAt: at, lastSeenAt: at, expiresAt, endedAt: at, ...unknown };
}
