import {
  type AttributeValue,
  DynamoDBClient,
  GetItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { Injectable } from '@nestjs/common';
import { AwsConnection } from '../../aws/aws-connection.js';
import { answerOf } from '../../aws/dynamodb-call.js';
import { tableName } from '../../aws/table-name.js';
import { type KnownRefreshToken, RefreshTokenStore, type TokenFamily } from '../refresh-token-store.port.js';
import { familyAttributes, fromRefreshTokenItem, refreshTokenKey } from './refresh-token.item.js';
import { sessionTable } from './session.table.js';

@Injectable()
export class DynamoDbRefreshTokenStore extends RefreshTokenStore {
  private readonly table: string;

  constructor(
    private readonly client: DynamoDBClient,
    connection: AwsConnection,
  ) {
    super();
    this.table = tableName(connection.tablePrefix, sessionTable);
  }

  async remember(hash: string, family: TokenFamily, expiresAt: number): Promise<void> {
    await this.keep(hash, familyAttributes(family, expiresAt));
  }

  async markRotated(hash: string, family: TokenFamily, at: number, expiresAt: number): Promise<void> {
    await this.keep(hash, { ...familyAttributes(family, expiresAt), rotatedAt: { N: String(at) } });
  }

  async find(hash: string, now: number): Promise<KnownRefreshToken | null> {
    const command = new GetItemCommand({
      TableName: this.table,
      Key: refreshTokenKey(hash),
      ConsistentRead: true,
    });
    const { Item } = await answerOf(this.client.send(command));
    return Item === undefined || Number(Item['expiresAt']?.N) <= now ? null : fromRefreshTokenItem(Item);
  }

  /** Adds what is not there yet, and leaves what is. */
  private async keep(hash: string, attributes: Record<string, AttributeValue>): Promise<void> {
    const entries = Object.entries(attributes);
    const command = new UpdateItemCommand({
      TableName: this.table,
      Key: refreshTokenKey(hash),
      UpdateExpression: `SET ${entries.map(([name]) => `${name} = if_not_exists(${name}, :${name})`).join(', ')}`,
      ExpressionAttributeValues: Object.fromEntries(entries.map(([name, value]) => [`:${name}`, value])),
    });
    await answerOf(this.client.send(command));
  }
}
