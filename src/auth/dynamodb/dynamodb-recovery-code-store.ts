import {
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
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
    private readonly client: DynamoDBClient,
    connection: AwsConnection,
  ) {
    super();
    this.table = tableName(connection.tablePrefix, factorTable);
  }

  async replace(userId: string, set: RecoveryCodeSet): Promise<void> {
    const command = new PutItemCommand({
      TableName: this.table,
      Item: marshall(toRecoveryCodeItem(userId, set)),
    });
    await answerOf(this.client.send(command));
  }

  async createIfNone(userId: string, set: RecoveryCodeSet): Promise<boolean> {
    const command = new PutItemCommand({
      TableName: this.table,
      Item: marshall(toRecoveryCodeItem(userId, set)),
      // The SDK repeats a write whose answer was lost; the salt tells that the set found is the one just put.
      ConditionExpression: 'attribute_not_exists(userId) OR salt = :salt',
      ExpressionAttributeValues: { ':salt': { S: set.salt } },
    });
    return (await answerIfAllowed(this.client.send(command))) !== null;
  }

  async find(userId: string): Promise<RecoveryCodeSet | null> {
    const command = new GetItemCommand({
      TableName: this.table,
      Key: marshall(recoveryCodeKey(userId)),
      ConsistentRead: true,
    });
    const { Item } = await answerOf(this.client.send(command));
    return Item ? fromRecoveryCodeItem(unmarshall(Item)) : null;
  }

  async burn(userId: string, hash: string): Promise<boolean> {
    const command = new UpdateItemCommand({
      TableName: this.table,
      Key: marshall(recoveryCodeKey(userId)),
      UpdateExpression: 'SET lastBurn = :burn DELETE hashes :hashes',
      // A repeat by the SDK finds the mark of its own first try, and the code counts as burnt by this call.
      ConditionExpression: 'contains(hashes, :hash) OR lastBurn = :burn',
      ExpressionAttributeValues: {
        ':hash': { S: hash },
        ':hashes': { SS: [hash] },
        ':burn': { S: randomUUID() },
      },
    });
    return (await answerIfAllowed(this.client.send(command))) !== null;
  }

  async remove(userId: string): Promise<void> {
    const command = new DeleteItemCommand({ TableName: this.table, Key: marshall(recoveryCodeKey(userId)) });
    await answerOf(this.client.send(command));
  }
}
