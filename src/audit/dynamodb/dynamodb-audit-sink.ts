import {
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { AwsConnection } from '../../aws/aws-connection.js';
import { answerIfAllowed, answerOf } from '../../aws/dynamodb-call.js';
import { tableName } from '../../aws/table-name.js';
import { AppError } from '../../shared/app-error.js';
import type { AuditPage, AuditPageRequest, AuditQuery } from '../audit-query.js';
import type { AuditRecord, SealedHead } from '../audit-record.js';
import { AuditSink, type StoredPart } from '../audit-sink.port.js';
import { AuditIndex } from './audit-index.js';
import {
  auditTable,
  fromHeadItem,
  fromRecordItem,
  isHeadItem,
  recordKey,
  toHeadItem,
  toRecordItem,
  type Attributes,
} from './audit.table.js';

type Cursor = QueryCommandInput['ExclusiveStartKey'];

interface ItemPage {
  readonly Items?: Attributes[] | undefined;
  readonly LastEvaluatedKey?: Cursor | undefined;
}

@Injectable()
export class DynamoDbAuditSink extends AuditSink {
  private readonly table: string;
  private readonly index: AuditIndex;

  constructor(
    private readonly client: DynamoDBClient,
    connection: AwsConnection,
  ) {
    super();
    this.table = tableName(connection.tablePrefix, auditTable);
    this.index = new AuditIndex(client, this.table);
  }

  async append(record: AuditRecord): Promise<void> {
    const command = new PutItemCommand({
      TableName: this.table,
      Item: toRecordItem(record),
      ConditionExpression: 'attribute_not_exists(#chain)',
      ExpressionAttributeNames: { '#chain': 'chain' },
    });
    if (await answerIfAllowed(this.client.send(command))) return;
    // The SDK repeats a write whose answer was lost, and the repeat then finds the record that it wrote itself.
    if (await this.holds(record)) return;
    const { chain, sequence } = record.link;
    const cause = new Error(`Place ${sequence} of audit chain ${chain} is taken by another record`);
    throw new AppError('internal_error', { cause });
  }

  async putHead(head: SealedHead): Promise<void> {
    const command = new PutItemCommand({
      TableName: this.table,
      Item: toHeadItem(head),
      ConditionExpression: 'attribute_not_exists(#chain) OR #newest < :newest',
      ExpressionAttributeNames: { '#chain': 'chain', '#newest': 'newest' },
      ExpressionAttributeValues: { ':newest': { N: String(head.sequence) } },
    });
    await answerIfAllowed(this.client.send(command));
  }

  newest(query: AuditQuery, page: AuditPageRequest, now: number): Promise<AuditPage> {
    return this.index.newest(query, page, now);
  }

  chain(chain: string): AsyncIterable<StoredPart> {
    return partsOf((cursor) =>
      answerOf(
        this.client.send(
          new QueryCommand({
            TableName: this.table,
            KeyConditionExpression: '#chain = :chain',
            ExpressionAttributeNames: { '#chain': 'chain' },
            ExpressionAttributeValues: { ':chain': { S: chain } },
            ConsistentRead: true,
            ...(cursor && { ExclusiveStartKey: cursor }),
          }),
        ),
      ),
    );
  }

  /** The only Scan of the service: whoever checks everything has to read everything, and a partition comes in one piece. */
  all(): AsyncIterable<StoredPart> {
    return partsOf((cursor) =>
      answerOf(
        this.client.send(
          new ScanCommand({
            TableName: this.table,
            ConsistentRead: true,
            ...(cursor && { ExclusiveStartKey: cursor }),
          }),
        ),
      ),
    );
  }

  private async holds({ link, hash }: AuditRecord): Promise<boolean> {
    const command = new GetItemCommand({
      TableName: this.table,
      Key: recordKey(link.chain, link.sequence),
      ConsistentRead: true,
    });
    const { Item } = await answerOf(this.client.send(command));
    return Item?.['hash']?.S === hash;
  }
}

async function* partsOf(read: (cursor: Cursor) => Promise<ItemPage>): AsyncGenerator<StoredPart> {
  let cursor: Cursor;
  do {
    const { Items = [], LastEvaluatedKey } = await read(cursor);
    for (const item of Items) yield toPart(item);
    cursor = LastEvaluatedKey;
  } while (cursor);
}

function toPart(item: Attributes): StoredPart {
  if (isHeadItem(item)) {
    const head = fromHeadItem(item);
    return { kind: 'head', head, faithful: isDeepStrictEqual(toHeadItem(head), item) };
  }
  const record = fromRecordItem(item);
  return { kind: 'record', record, faithful: isDeepStrictEqual(toRecordItem(record), item) };
}
