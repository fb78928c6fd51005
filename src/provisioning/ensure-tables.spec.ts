import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { startEmbedded, type TestDatabase } from '../../test/contracts/test-database.js';
import { FakeTableApi, type FakeTable } from '../../test/fakes/fake-table-api.js';
import type { TableDefinition } from '../aws/table-definition.js';
import { ensureTables } from './ensure-tables.js';
import { looking, mending, type Finding, type Property, type ProvisionReport } from './finding.js';

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
  let client: DynamoDBClient;
  let reports: ProvisionReport[];

  const ensure = async (...definitions: TableDefinition[]): Promise<void> => {
    reports = [];
    const walk = mending((report) => reports.push(report));
    await ensureTables(client, 'auth-', definitions, walk);
  };
  const describeTable = async (name: string) => {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
    return Table;
  };

  beforeEach(async () => {
    database = await startEmbedded([]);
    client = database.client;
  });
  afterEach(() => database.close());

  it('creates what is missing, ready for use', async () => {
    await ensure(things, links);
    expect(reports.map(({ step }) => step)).toEqual(['created', 'created']);
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
    expect(reports).toEqual([]);
    await expect(describeTable('auth-things')).resolves.toEqual(before);
  });

  it('may run in two instances at once', async () => {
    await Promise.all([
      ensureTables(client, 'auth-', [things, links]),
      ensureTables(client, 'auth-', [things, links]),
    ]);
    await expect(describeTable('auth-things')).resolves.toMatchObject({ TableStatus: 'ACTIVE' });
  });

  it('finds what a lesser server does not offer, and leaves it', async () => {
    await ensure(things, links);
    const findings: Finding[] = [];
    const walk = looking((finding) => findings.push(finding));
    await ensureTables(client, 'auth-', [things, links], walk, 'KMS');
    const missing = ({ properties }: Finding) =>
      properties.filter(({ verdict }) => verdict === 'not_offered').map(({ name }) => name);
    expect(Object.fromEntries(findings.map((finding) => [finding.name, missing(finding)]))).toEqual({
      'auth-things': [
        'DeletionProtectionEnabled',
        'SSEDescription.SSEType',
        'TimeToLive',
        'PointInTimeRecovery',
      ],
      'auth-links': ['DeletionProtectionEnabled', 'SSEDescription.SSEType', 'PointInTimeRecovery'],
    });
  });

  it('reports an index that a lesser server cannot add to a table', async () => {
    await ensure({ ...things, indexes: [] });
    await ensure(things);
    expect(reports).toEqual([table('not_offered', 'GlobalSecondaryIndexes.newest')]);
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
  let reports: ProvisionReport[];

  const ensure = (definition: TableDefinition, encryption: 'AWS_OWNED' | 'KMS' = 'AWS_OWNED') => {
    reports = [];
    aws.changes.length = 0;
    const walk = mending((report) => reports.push(report));
    return ensureTables(aws, 'auth-', [definition], walk, encryption);
  };
  const inspect = async (encryption: 'AWS_OWNED' | 'KMS' = 'AWS_OWNED'): Promise<Property[]> => {
    let properties: readonly Property[] = [];
    const walk = looking((finding) => (properties = finding.properties));
    await ensureTables(aws, 'auth-', [things], walk, encryption);
    return properties.filter(({ verdict }) => verdict !== 'agrees');
  };
  const indexes = () => aws.table('auth-things')?.indexes.map(({ IndexName }) => IndexName);

  beforeEach(() => {
    aws = new FakeTableApi();
  });

  it('protects a new table, drops expired items and keeps backups', async () => {
    await ensure(things);
    expect(reports).toEqual([
      { resource: 'table', name: 'auth-things', step: 'created' },
      table('updated', 'TimeToLive'),
      table('updated', 'PointInTimeRecovery'),
    ]);
    expect(aws.table('auth-things')).toMatchObject({
      input: { BillingMode: 'PAY_PER_REQUEST', DeletionProtectionEnabled: true },
      expiresBy: 'dropAfter',
      backups: true,
    });
    expect(aws.table('auth-things')?.input.SSESpecification).toBeUndefined();
  });

  it("encrypts with the account's key where that is asked for, and never goes back", async () => {
    await ensure(things, 'KMS');
    expect(aws.table('auth-things')?.input.SSESpecification).toEqual({ Enabled: true, SSEType: 'KMS' });
    await ensure(things);
    expect(aws.changes).toEqual([]);
  });

  it('changes nothing on the second run', async () => {
    await ensure(things);
    await ensure(things);
    expect([reports, aws.changes]).toEqual([[], []]);
  });

  it('changes nothing at all where it only looks', async () => {
    expect((await inspect()).map(({ name }) => name)).toEqual([
      'KeySchema',
      'BillingMode',
      'GlobalSecondaryIndexes.newest',
      'DeletionProtectionEnabled',
      'SSEDescription.SSEType',
      'TimeToLive',
      'PointInTimeRecovery',
    ]);
    expect(aws.changes).toEqual([]);
  });

  it.each<[part: string, have: unknown, breakIt: (fake: FakeTable) => void]>([
    ['BillingMode', 'PROVISIONED', (fake) => (fake.input = { ...fake.input, BillingMode: 'PROVISIONED' })],
    [
      'DeletionProtectionEnabled',
      false,
      (fake) => (fake.input = { ...fake.input, DeletionProtectionEnabled: false }),
    ],
    [
      'SSEDescription.SSEType',
      'AWS_OWNED',
      (fake) => (fake.input = { ...fake.input, SSESpecification: { Enabled: false } }),
    ],
    ['TimeToLive', undefined, (fake) => (fake.expiresBy = undefined)],
    ['PointInTimeRecovery', 'DISABLED', (fake) => (fake.backups = false)],
    ['GlobalSecondaryIndexes.newest', undefined, (fake) => fake.indexes.splice(0)],
  ])('finds that %s was changed, and mends it', async (part, have, breakIt) => {
    await ensure(things, 'KMS');
    const fake = aws.table('auth-things');
    if (fake) breakIt(fake);
    expect(await inspect('KMS')).toEqual([expect.objectContaining({ name: part, have, verdict: 'differs' })]);
    await ensure(things, 'KMS');
    expect(reports).toEqual([table('updated', part)]);
    expect(await inspect('KMS')).toEqual([]);
  });

  it('leaves to a person what only deleting would change', async () => {
    const newest = { name: 'newest', partitionKey: 'other' };
    await ensure({ ...things, indexes: [newest], timeToLive: 'anotherAttribute' });
    expect(await inspect()).toEqual([
      {
        name: 'GlobalSecondaryIndexes.newest',
        have: 'other',
        want: 'shard, createdAt',
        verdict: 'unchangeable',
      },
      { name: 'TimeToLive', have: 'anotherAttribute', want: 'dropAfter', verdict: 'unchangeable' },
    ]);
    await ensure(things);
    expect(aws.changes).toEqual([]);
  });

  it('waits for each index before it adds the next', async () => {
    await ensure(things);
    await ensure(wider);
    expect(reports).toEqual([
      table('updated', 'GlobalSecondaryIndexes.by-role'),
      table('updated', 'GlobalSecondaryIndexes.by-owner'),
    ]);
    expect(indexes()).toEqual(['newest', 'by-role', 'by-owner']);
  });

  it('lets two instances add the same indexes', async () => {
    await ensure(things);
    await Promise.all([ensure(wider), ensureTables(aws, 'auth-', [wider])]);
    expect(indexes()).toEqual(['newest', 'by-role', 'by-owner']);
  });

  it('passes on a failure that is no missing feature', async () => {
    aws.denyNext();
    await expect(ensure(things)).rejects.toThrow('Not allowed');
  });
});

function table(step: ProvisionReport['step'], part: string): ProvisionReport {
  return { resource: 'table', name: 'auth-things', step, part };
}
