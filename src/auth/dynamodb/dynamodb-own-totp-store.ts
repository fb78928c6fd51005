import { DeleteCommand, DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
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
    private readonly client: DynamoDBDocumentClient,
    connection: AwsConnection,
  ) {
    super();
    this.table = tableName(connection.tablePrefix, factorTable);
  }

  async find(userId: string): Promise<OwnTotpRecord | null> {
    const command = new GetCommand({ ...this.item(userId), ConsistentRead: true });
    const { Item } = await answerOf(this.client.send(command));
    if (Item === undefined) return null;
    const { secret = null, pending = null, lastStep = 0 } = Item as Partial<OwnTotpRecord>;
    return { secret, pending, lastStep };
  }

  async setPending(userId: string, sealed: string): Promise<void> {
    const command = new UpdateCommand({
      ...this.item(userId),
      UpdateExpression: 'SET pending = :pending',
      ExpressionAttributeValues: { ':pending': sealed },
    });
    await answerOf(this.client.send(command));
  }

  async activate(userId: string, sealed: string, step: number): Promise<boolean> {
    const command = new UpdateCommand({
      ...this.item(userId),
      UpdateExpression: 'SET secret = :pending, lastStep = :step REMOVE pending',
      // The SDK repeats a write whose answer was lost; then the secret is in use already.
      ConditionExpression: 'pending = :pending OR (secret = :pending AND lastStep = :step)',
      ExpressionAttributeValues: { ':pending': sealed, ':step': step },
    });
    return (await answerIfAllowed(this.client.send(command))) !== null;
  }

  async useStep(userId: string, step: number): Promise<boolean> {
    const command = new UpdateCommand({
      ...this.item(userId),
      UpdateExpression: 'SET lastStep = :step',
      ConditionExpression: 'attribute_exists(secret) AND lastStep < :step',
      ExpressionAttributeValues: { ':step': step },
    });
    return (await answerIfAllowed(this.client.send(command))) !== null;
  }

  async remove(userId: string): Promise<void> {
    await answerOf(this.client.send(new DeleteCommand(this.item(userId))));
  }

  private item(userId: string): { TableName: string; Key: { userId: string; kind: string } } {
    return { TableName: this.table, Key: { userId, kind: KIND } };
  }
}
