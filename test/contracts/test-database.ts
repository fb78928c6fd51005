import {
  DeleteTableCommand,
  type DynamoDBClient,
  UpdateTableCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDynamoDbClient } from '../../src/aws/dynamodb-client.js';
import { SilentObserver } from '../../src/aws/silent-observer.js';
import type { TableDefinition } from '../../src/aws/table-definition.js';
import { tableName } from '../../src/aws/table-name.js';
import { EmbeddedDynamoDbServer } from '../../src/embedded/dynamodb/dynamodb-server.js';
import { ensureTables } from '../../src/provisioning/ensure-tables.js';
import { TestConnection } from '../fakes/test-connection.js';

/** Tables of one's own for one suite, on a real wire. */
export interface TestDatabase {
  readonly client: DynamoDBClient;
  readonly connection: TestConnection;
  close(): Promise<void>;
}

type StartDatabase = (definitions: readonly TableDefinition[]) => Promise<TestDatabase>;

/** Where a contract runs besides the fake: the embedded server, and with `REMOTE=1` what the AWS variables name. */
export const databases: readonly (readonly [name: string, start: StartDatabase])[] = [
  ['on the embedded server', startEmbedded],
  ...(process.env['REMOTE'] === '1' ? [['on AWS', startRemote] as const] : []),
];

export async function startEmbedded(definitions: readonly TableDefinition[]): Promise<TestDatabase> {
  const dataDir = await mkdtemp(join(tmpdir(), 'dynamodb-'));
  const server = await EmbeddedDynamoDbServer.start({ port: 0, dataDir });
  const connection = new TestConnection('test-', server.endpoint);
  const client = createDynamoDbClient(connection, new SilentObserver());
  await ensureTables(client, connection.tablePrefix, definitions);
  return {
    client,
    connection,
    async close() {
      client.destroy();
      await server.close();
      await rm(dataDir, { recursive: true });
    },
  };
}

async function startRemote(definitions: readonly TableDefinition[]): Promise<TestDatabase> {
  const connection = new TestConnection(`contract-${randomUUID()}-`);
  const client = createDynamoDbClient(connection, new SilentObserver());
  await ensureTables(client, connection.tablePrefix, definitions);
  return {
    client,
    connection,
    async close() {
      const names = definitions.map((definition) => tableName(connection.tablePrefix, definition));
      await Promise.all(names.map((name) => deleteTable(client, name)));
      client.destroy();
    },
  };
}

async function deleteTable(client: DynamoDBClient, TableName: string): Promise<void> {
  const unprotect = new UpdateTableCommand({ TableName, DeletionProtectionEnabled: false });
  // A lesser server protects nothing; where this fails for another reason, the deletion below does too.
  await client.send(unprotect).catch(() => undefined);
  await waitUntilTableExists({ client, maxWaitTime: 60, minDelay: 1 }, { TableName });
  await client.send(new DeleteTableCommand({ TableName }));
}
