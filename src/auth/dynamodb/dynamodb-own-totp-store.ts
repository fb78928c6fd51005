import {
  type AttributeValue,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { Injectable } from '@nestjs/common';
import { AwsConnection } from '../../aws/aws-connection.js';
import { answerIfAllowed, answerOf } from '../../aws/dynamodb-call.js';
import { tableName } from '../../aws/table-name.js';
import { OwnTotpStore, type OwnTotpRecord } from '../social/own-totp-store.port.js';
import { factorTable } from './recovery-code.table.js';

const KIND = 'totp';

@Injectable()
export class DynamoDbOwnTotpStore extends OwnTotpStore {
  private readonly table: string;

  constructor(
    private readonly client: DynamoDBClient,
    connection: AwsConnection,
  ) {
    super();
    this.table = tableName(connection.tablePrefix, factorTable);
  }

  async find(userId: string): Promise<OwnTotpRecord | null> {
    const command = new GetItemCommand({ ...this.item(userId), ConsistentRead: true });
    const { Item } = await answerOf(this.client.send(command));
    if (Item === undefined) return null;
    const { secret = null, pending = null, lastStep = 0 } = unmarshall(Item) as Partial<OwnTotpRecord>;
    return { secret, pending, lastStep };
  }

  async setPending(userId: string, sealed: string): Promise<void> {
    const command = new UpdateItemCommand({
      ...this.item(userId),
      UpdateExpression: 'SET pending = :pending',
      ExpressionAttributeValues: { ':pending': { S: sealed } },
    });
    await answerOf(this.client.send(command));
  }

  async activate(userId: string, sealed: string, step: number): Promise<boolean> {
    const command = new UpdateItemCommand({
      ...this.item(userId),
      UpdateExpression: 'SET secret = :pending, lastStep = :step REMOVE pending',
      // The SDK repeats a write whose answer was lost; then the secret is in use already.
      ConditionExpression: 'pending = :pending OR (secret = :pending AND lastStep = :step)',
      ExpressionAttributeValues: { ':pending': { S: sealed }, ':step': { N: String(step) } },
    });
    return (await answerIfAllowed(this.client.send(command))) !== null;
  }

  async useStep(userId: string, step: number): Promise<boolean> {
    const command = new UpdateItemCommand({
      ...this.item(userId),
      UpdateExpression: 'SET lastStep = :step',
      ConditionExpression: 'attribute_exists(secret) AND lastStep < :step',
      ExpressionAttributeValues: { ':step': { N: String(step) } },
    });
    return (await answerIfAllowed(this.client.send(command))) !== null;
  }

  async remove(userId: string): Promise<void> {
    await answerOf(this.client.send(new DeleteItemCommand(this.item(userId))));
  }

  private item(userId: string): { TableName: string; Key: Record<string, AttributeValue> } {
    return { TableName: this.table, Key: { userId: { S: userId }, kind: { S: KIND } } };
  }
}
