import { type AttributeValue, DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { Injectable } from '@nestjs/common';
import { AwsConnection } from '../../aws/aws-connection.js';
import { answerOf } from '../../aws/dynamodb-call.js';
import { readItems } from '../../aws/read-items.js';
import { tableName } from '../../aws/table-name.js';
import { counterTable } from '../../limits/dynamodb/counter.table.js';
import { type BucketChanges, ChangeStore } from '../change-store.port.js';
import {
  allChangeKeys,
  changeKey,
  fromChangeItem,
  pendingAttribute,
  versionAttribute,
} from './change.item.js';

@Injectable()
export class DynamoDbChangeStore extends ChangeStore {
  private readonly table: string;

  constructor(
    private readonly client: DynamoDBClient,
    connection: AwsConnection,
  ) {
    super();
    this.table = tableName(connection.tablePrefix, counterTable);
  }

  async announce(bucket: number, changeId: string): Promise<void> {
    await this.update(bucket, 'ADD #version :one, #pending :change', {
      names: { '#version': versionAttribute(bucket), '#pending': pendingAttribute(bucket) },
      values: { ':one': { N: '1' }, ':change': { SS: [changeId] } },
    });
  }

  async settle(bucket: number, changeId: string): Promise<void> {
    await this.update(bucket, 'DELETE #pending :change', {
      names: { '#pending': pendingAttribute(bucket) },
      values: { ':change': { SS: [changeId] } },
    });
  }

  async read(): Promise<readonly BucketChanges[]> {
    return (await readItems(this.client, this.table, allChangeKeys())).flatMap(fromChangeItem);
  }

  private async update(
    bucket: number,
    expression: string,
    { names, values }: { names: Record<string, string>; values: Record<string, AttributeValue> },
  ): Promise<void> {
    const command = new UpdateItemCommand({
      TableName: this.table,
      Key: changeKey(bucket),
      UpdateExpression: expression,
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: values,
    });
    await answerOf(this.client.send(command));
  }
}
