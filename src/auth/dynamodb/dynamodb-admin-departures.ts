import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { Injectable } from '@nestjs/common';
import { AwsConnection } from '../../aws/aws-connection.js';
import { answerIfAllowed } from '../../aws/dynamodb-call.js';
import { tableName } from '../../aws/table-name.js';
import { counterTable } from '../../limits/dynamodb/counter.table.js';
import { type AdminDeparture, AdminDepartures } from '../admin-departures.port.js';
import { ADMIN_DEPARTURES_KEY, departureAttribute } from './admin-departures.item.js';

@Injectable()
export class DynamoDbAdminDepartures extends AdminDepartures {
  private readonly table: string;

  constructor(
    private readonly client: DynamoDBClient,
    connection: AwsConnection,
  ) {
    super();
    this.table = tableName(connection.tablePrefix, counterTable);
  }

  async announce({ userId, by, at, until }: AdminDeparture): Promise<boolean> {
    const command = new UpdateItemCommand({
      TableName: this.table,
      Key: ADMIN_DEPARTURES_KEY,
      UpdateExpression: 'SET #user = :until, dropAfter = :dropAfter',
      ConditionExpression: 'attribute_not_exists(#by) OR #by <= :at',
      ExpressionAttributeNames: { '#user': departureAttribute(userId), '#by': departureAttribute(by) },
      ExpressionAttributeValues: {
        ':until': { N: String(until) },
        ':at': { N: String(at) },
        ':dropAfter': { N: String(Math.ceil(until / 1000)) },
      },
    });
    return (await answerIfAllowed(this.client.send(command))) !== null;
  }

  async forget(userId: string): Promise<void> {
    const command = new UpdateItemCommand({
      TableName: this.table,
      Key: ADMIN_DEPARTURES_KEY,
      UpdateExpression: 'REMOVE #user',
      ConditionExpression: 'attribute_exists(id)',
      ExpressionAttributeNames: { '#user': departureAttribute(userId) },
    });
    await answerIfAllowed(this.client.send(command));
  }
}
