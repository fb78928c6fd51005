import {
  type AttributeValue,
  DynamoDBClient,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { Injectable } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { AwsConnection } from '../../aws/aws-connection.js';
import { answerIfAllowed } from '../../aws/dynamodb-call.js';
import { readItem } from '../../aws/read-items.js';
import { tableName } from '../../aws/table-name.js';
import { AppError } from '../../shared/app-error.js';
import { SessionStore } from '../session-store.port.js';
import type { Session, SessionPage, SessionQuery, SessionState } from '../session.js';
import type { SignOutMark } from '../sign-out-mark.js';
import { livingSessions } from './living-sessions.js';
import {
  fromSessionItem,
  sessionAttributes,
  sessionKey,
  sessionTable,
  toSessionItem,
} from './session.table.js';
import { fromSignOutMarkItem, signOutMarkKey, toSignOutMarkItem } from './sign-out-mark.item.js';

type Attributes = Record<string, AttributeValue>;

const MAX_ROUNDS = 6;
const FIRST_PAUSE_MS = 10;

/** Speaks in plain attribute values, because every guarded request reads here and they cost the least CPU. */
@Injectable()
export class DynamoDbSessionStore extends SessionStore {
  private readonly table: string;

  constructor(
    private readonly client: DynamoDBClient,
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
    const [session, mark] = await Promise.all([this.read(sessionKey(sessionId)), this.readMark(userId)]);
    return { session: session ? fromSessionItem(session) : null, mark };
  }

  async end(userId: string, sessionId: string, at: number): Promise<boolean> {
    const command = new UpdateItemCommand({
      TableName: this.table,
      Key: sessionKey(sessionId),
      UpdateExpression: 'SET endedAt = if_not_exists(endedAt, :at) REMOVE livingOf',
      ConditionExpression: 'userId = :userId',
      ExpressionAttributeValues: { ':at': { N: String(at) }, ':userId': { S: userId } },
    });
    return (await answerIfAllowed(this.client.send(command))) !== null;
  }

  async endEvenUnseen(userId: string, sessionId: string, at: number, expiresAt: number): Promise<boolean> {
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

  async changeMark(userId: string, change: (mark: SignOutMark) => SignOutMark): Promise<SignOutMark> {
    // A round fails only where somebody else changed the mark between its two steps.
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      if (round > 0) await sleep(FIRST_PAUSE_MS * 2 ** round * Math.random());
      const mark = await this.readMark(userId);
      const changed = change(mark);
      if (changed === mark) return mark;
      const next = { ...changed, version: mark.version + 1 };
      if (await this.replaceMark(userId, mark.version, next)) return next;
    }
    const cause = new Error('The sign-out mark of a user was too busy to be changed');
    throw new AppError('service_unavailable', { retryAfterSeconds: 1, cause });
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

  async list(userId: string, query: SessionQuery): Promise<SessionPage> {
    const mark = await this.readMark(userId);
    return livingSessions({ client: this.client, table: this.table, userId, mark }, query);
  }

  private async readMark(userId: string): Promise<SignOutMark> {
    return fromSignOutMarkItem(await this.read(signOutMarkKey(userId)));
  }

  private read(key: Attributes): Promise<Attributes | undefined> {
    return readItem(this.client, this.table, key);
  }

  private async replaceMark(userId: string, version: number, next: SignOutMark): Promise<boolean> {
    const command = new PutItemCommand({
      TableName: this.table,
      Item: toSignOutMarkItem(userId, next),
      ...(version === 0
        ? { ConditionExpression: 'attribute_not_exists(version)' }
        : {
            ConditionExpression: 'version = :version',
            ExpressionAttributeValues: { ':version': { N: String(version) } },
          }),
    });
    return (await answerIfAllowed(this.client.send(command))) !== null;
  }
}

/** The record of a session that ended before the registry ever saw it. */
function endedUnseen(userId: string, sessionId: string, at: number, expiresAt: number): Session {
  const unknown = { ipAddress: '', userAgent: '' };
  return { sessionId, userId, createdAt: at, lastSeenAt: at, expiresAt, endedAt: at, ...unknown };
}
