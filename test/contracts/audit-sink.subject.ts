import { DeleteItemCommand, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { AuditRecord } from '../../src/audit/audit-record.js';
import type { AuditSink } from '../../src/audit/audit-sink.port.js';
import { auditTable, recordKey, toRecordItem } from '../../src/audit/dynamodb/audit.table.js';
import { DynamoDbAuditSink } from '../../src/audit/dynamodb/dynamodb-audit-sink.js';
import { tableName } from '../../src/aws/table-name.js';
import { FakeAuditSink } from '../fakes/fake-audit-sink.js';
import type { TestDatabase } from './test-database.js';

/** An empty sink, and what somebody could do to it who gets at the storage behind it. */
export interface AuditSinkSubject {
  readonly sink: AuditSink;
  /** Puts a record where another is, or where none is. */
  overwrite(chain: string, sequence: number, record: AuditRecord): Promise<void>;
  remove(chain: string, sequence: number): Promise<void>;
  removeHead(chain: string): Promise<void>;
  close(): Promise<void>;
}

export function fakeSubject(): AuditSinkSubject {
  const sink = new FakeAuditSink();
  return {
    sink,
    overwrite(chain, sequence, record) {
      sink.tamper(chain, sequence, record);
      return Promise.resolve();
    },
    remove(chain, sequence) {
      sink.tamper(chain, sequence, null);
      return Promise.resolve();
    },
    removeHead(chain) {
      sink.removeHead(chain);
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
}

export function dynamoDbSubject(database: TestDatabase): AuditSinkSubject {
  const { client, connection } = database;
  const TableName = tableName(connection.tablePrefix, auditTable);
  const remove = async (chain: string, sequence: number) => {
    const Key = recordKey(chain, sequence);
    const { Item } = await client.send(new GetItemCommand({ TableName, Key }));
    if (!Item) throw new Error('There is nothing to remove');
    await client.send(new DeleteItemCommand({ TableName, Key }));
  };
  return {
    sink: new DynamoDbAuditSink(client, connection),
    async overwrite(chain, sequence, record) {
      const Item = { ...toRecordItem(record), ...recordKey(chain, sequence) };
      await client.send(new PutItemCommand({ TableName, Item }));
    },
    remove,
    removeHead: (chain) => remove(chain, -1),
    close: () => database.close(),
  };
}
