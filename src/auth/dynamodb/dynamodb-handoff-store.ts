import { DeleteCommand, DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { Injectable } from '@nestjs/common';
import { AwsConnection } from '../../aws/aws-connection.js';
import { answerOf } from '../../aws/dynamodb-call.js';
import { tableName } from '../../aws/table-name.js';
import { HandoffStore, type Handoff } from '../social/handoff-store.port.js';
import { fromHandoffItem, handoffTable, toHandoffItem } from './handoff.table.js';

@Injectable()
export class DynamoDbHandoffStore extends HandoffStore {
  private readonly table: string;

  constructor(
    private readonly client: DynamoDBDocumentClient,
    connection: AwsConnection,
  ) {
    super();
    this.table = tableName(connection.tablePrefix, handoffTable);
  }

  async put(handoff: Handoff): Promise<void> {
    await answerOf(this.client.send(new PutCommand({ TableName: this.table, Item: toHandoffItem(handoff) })));
  }

  /** DynamoDB gives the old item to the one delete that removed it. */
  async take(id: string): Promise<Handoff | null> {
    const command = new DeleteCommand({ TableName: this.table, Key: { id }, ReturnValues: 'ALL_OLD' });
    const { Attributes } = await answerOf(this.client.send(command));
    return Attributes === undefined ? null : fromHandoffItem(Attributes);
  }
}
