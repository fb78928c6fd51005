import {
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { AwsConnection } from '../../aws/aws-connection.js';
import { answerIfAllowed, answerOf } from '../../aws/dynamodb-call.js';
import { tableName } from '../../aws/table-name.js';
import { RecoveryCodeStore, type RecoveryCodeSet } from '../recovery-code-store.port.js';
import {
  factorTable,
  fromRecoveryCodeItem,
  recoveryCodeKey,
  toRecoveryCodeItem,
} from './recovery-code.table.js';

@Injectable()
export class DynamoDbRecoveryCodeStore extends RecoveryCodeStore {
  private readonly table: string;

  constructor(
    private readonly client: DynamoDBDocumentClient,
    connection: AwsConnection,
  ) {
    super();
    this.table = tableName(connection.tablePrefix, factorTable);
  }

  async replace(userId: string, set: RecoveryCodeSet): Promise<void> {
    const command = new PutCommand({ TableName: this.table, Item: toRecoveryCodeItem(userId, set) });
    await answerOf(this.client.send(command));
  }

  async createIfNone(userId: string, set: RecoveryCodeSet): Promise<boolean> {
    const command = new PutCommand({
      TableName: this.table,
      Item: toRecoveryCodeItem(userId, set),
      // The SDK repeats a write whose answer was lost; the salt tells that the set found is the one just put.
      ConditionExpression: 'attribute_not_exists(userId) OR salt = :salt',
      ExpressionAttributeValues: { ':salt': set.salt },
    });
    return (await answerIfAllowed(this.client.send(command))) !== null;
  }

  async find(userId: string): Promise<RecoveryCodeSet | null> {
    const command = new GetCommand({
      TableName: this.table,
      Key: recoveryCodeKey(userId),
      ConsistentRead: true,
    });
    const { Item } = await answerOf(this.client.send(command));
    return Item ? fromRecoveryCodeItem(Item) : null;
  }

  async burn(userId: string, hash: string): Promise<boolean> {
    const command = new UpdateCommand({
      TableName: this.table,
      Key: recoveryCodeKey(userId),
      UpdateExpression: 'SET lastBurn = :burn DELETE hashes :hashes',
      // A repeat by the SDK finds the mark of its own first try, and the code counts as burnt by this call.
      ConditionExpression: 'contains(hashes, :hash) OR lastBurn = :burn',
      ExpressionAttributeValues: { ':hash': hash, ':hashes': new Set([hash]), ':burn': randomUUID() },
    });
    return (await answerIfAllowed(this.client.send(command))) !== null;
  }

  async remove(userId: string): Promise<void> {
    const command = new DeleteCommand({ TableName: this.table, Key: recoveryCodeKey(userId) });
    await answerOf(this.client.send(command));
  }
}
