import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { startEmbedded, type TestDatabase } from '../../test/contracts/test-database.js';
import { FakeTableApi } from '../../test/fakes/fake-table-api.js';
import type { TableDefinition } from '../aws/table-definition.js';
import { ensureTables, type TableReport } from './ensure-tables.js';

const things: TableDefinition = {
  name: 'things',
  partitionKey: 'id',
  numberKeys: ['createdAt'],
  indexes: [{ name: 'newest', partitionKey: 'shard', sortKey: 'createdAt' }],
  timeToLive: 'dropAfter',
};
const links: TableDefinition = { name: 'links', partitionKey: 'from', sortKey: 'to', indexes: [] };

describe('ensureTables', () => {
  let database: TestDatabase;
  let client: DynamoDBDocumentClient;
  let reports: TableReport[];

  const ensure = async (...definitions: TableDefinition[]): Promise<void> => {
    reports = [];
    await ensureTables(client, 'auth-', definitions, (report) => reports.push(report));
  };
  const changes = (): TableReport[] => reports.filter(({ step }) => step !== 'not_offered');
  const describeTable = async (name: string) => {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
    return Table;
  };

  beforeEach(async () => {
    database = await startEmbedded([]);
    client = database.client;
  });
  afterEach(() => database.close());

  it('creates what is missing, ready for use, well under half a second', async () => {
    const startedAt = performance.now();
    await ensure(things, links);
    expect(performance.now() - startedAt).toBeLessThan(500);
    expect(changes()).toHaveLength(2);
    await expect(describeTable('auth-things')).resolves.toMatchObject({
      TableStatus: 'ACTIVE',
      BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'newest',
          KeySchema: [
            { AttributeName: 'shard', KeyType: 'HASH' },
            { AttributeName: 'createdAt', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
    });
    const table = await describeTable('auth-things');
    expect(table?.AttributeDefinitions).toContainEqual({ AttributeName: 'createdAt', AttributeType: 'N' });
  });

  it('changes nothing on the second run', async () => {
    await ensure(things, links);
    const before = await describeTable('auth-things');
    await ensure(things, links);
    expect(changes()).toEqual([]);
    await expect(describeTable('auth-things')).resolves.toEqual(before);
  });

  it('may run in two instances at once', async () => {
    await Promise.all([
      ensureTables(client, 'auth-', [things, links]),
      ensureTables(client, 'auth-', [things, links]),
    ]);
    await expect(describeTable('auth-things')).resolves.toMatchObject({ TableStatus: 'ACTIVE' });
  });

  it('reports what a lesser server does not offer', async () => {
    await ensure(things, links);
    expect(reports).toContainEqual({ table: 'auth-things', step: 'not_offered', detail: 'expiry' });
    expect(reports).toContainEqual({ table: 'auth-links', step: 'not_offered', detail: 'backups' });
  });

  it('reports an index that a lesser server cannot add to a table', async () => {
    await ensure({ ...things, indexes: [] });
    await ensure(things);
    expect(reports).toContainEqual({ table: 'auth-things', step: 'not_offered', detail: 'new indexes' });
  });

  it('refuses a table with another key', async () => {
    await ensure(links);
    await expect(ensure({ ...links, sortKey: 'other' })).rejects.toThrow(
      'Table auth-links exists with another key',
    );
  });
});

describe('ensureTables on AWS', () => {
  const roles = { name: 'by-role', partitionKey: 'role', sortKey: 'createdAt' };
  const owners = { name: 'by-owner', partitionKey: 'owner' };
  const wider = { ...things, indexes: [...things.indexes, roles, owners] };
  let aws: FakeTableApi;
  let reports: TableReport[];

  const ensure = (definition: TableDefinition): Promise<void> => {
    reports = [];
    return ensureTables(aws, 'auth-', [definition], (report) => reports.push(report));
  };

  beforeEach(() => {
    aws = new FakeTableApi();
  });

  it('encrypts a new table, protects it, drops expired items and keeps backups', async () => {
    await ensure(things);
    expect(reports.map(({ step }) => step).toSorted()).toEqual([
      'backups_enabled',
      'created',
      'expiry_enabled',
    ]);
    expect(aws.table('auth-things')).toMatchObject({
      input: {
        BillingMode: 'PAY_PER_REQUEST',
        SSESpecification: { Enabled: true, SSEType: 'KMS' },
        DeletionProtectionEnabled: true,
      },
      expiresBy: 'dropAfter',
      backups: true,
    });
  });

  it('changes nothing on the second run', async () => {
    await ensure(things);
    await ensure(things);
    expect(reports).toEqual([]);
  });

  it('waits for each index before it adds the next', async () => {
    await ensure(things);
    await ensure(wider);
    expect(reports).toEqual([
      { table: 'auth-things', step: 'index_added', detail: 'by-role' },
      { table: 'auth-things', step: 'index_added', detail: 'by-owner' },
    ]);
    expect(aws.table('auth-things')?.indexes).toEqual(['newest', 'by-role', 'by-owner']);
  });

  it('lets two instances add the same indexes', async () => {
    await ensure(things);
    await Promise.all([ensure(wider), ensureTables(aws, 'auth-', [wider])]);
    expect(aws.table('auth-things')?.indexes).toEqual(['newest', 'by-role', 'by-owner']);
  });

  it('passes on a failure that is no missing feature', async () => {
    aws.denyNext();
    await expect(ensure(things)).rejects.toThrow('Not allowed');
  });
});
