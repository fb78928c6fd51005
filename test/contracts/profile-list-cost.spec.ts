import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { tableName } from '../../src/aws/table-name.js';
import { DynamoDbProfileRepository } from '../../src/users/dynamodb/dynamodb-profile-repository.js';
import { profileTable, toProfileItem } from '../../src/users/dynamodb/profile.table.js';
import { newProfile } from '../../src/users/new-profile.js';
import type { ProfileQuery } from '../../src/users/profile-query.js';
import { somebody } from './profile-repository.identities.js';
import { type Cost, ReadCost } from './read-cost.js';
import { startEmbedded, type TestDatabase } from './test-database.js';

/** Every tenth is in HR, and nobody in HR is disabled, which is the worst that two filters can do to a page. */
const profileOf = (person: number) => {
  const role = person % 10 === 0 ? 'HR' : 'Employee';
  const status = person % 2 === 0 ? 'ACTIVE' : 'DISABLED';
  const at = new Date(Date.parse('2026-01-01T00:00:00.000Z') + person * 1_000).toISOString();
  const email = `person.${String(person)}@example.com`;
  return newProfile(somebody({ role, department: 'Engines', email }), status, at);
};

describe('The cost of a page of profiles', () => {
  let database: TestDatabase;
  let repository: DynamoDbProfileRepository;
  let cost: ReadCost;
  let seeded = 0;

  const seedUpTo = async (count: number) => {
    const table = tableName(database.connection.tablePrefix, profileTable);
    for (; seeded < count; seeded += 25) {
      const people = Array.from({ length: 25 }, (_, index) => profileOf(seeded + index));
      const requests = people.map((person) => ({ PutRequest: { Item: marshall(toProfileItem(person)) } }));
      await database.client.send(new BatchWriteItemCommand({ RequestItems: { [table]: requests } }));
    }
  };
  const costOf = (query: ProfileQuery, limit: number): Promise<Cost> =>
    cost.costOf(() => repository.list(query, limit, null));

  beforeAll(async () => {
    database = await startEmbedded([profileTable]);
    repository = new DynamoDbProfileRepository(database.client, database.connection);
    cost = new ReadCost(database.client);
  });
  afterAll(() => database.close());

  it('is the same for ten times as many', async () => {
    const queries: ProfileQuery[] = [
      {},
      { role: 'HR' },
      { department: 'Engines' },
      { status: 'DISABLED' },
      { email: 'person.' },
    ];
    const costs: Cost[][] = [];
    for (const people of [500, 5_000]) {
      await seedUpTo(people);
      const measured: Cost[] = [];
      for (const query of queries) measured.push(await costOf(query, 25));
      costs.push(measured);
    }
    // Eight shards at half a unit each, and one unit for each profile, which is read consistently.
    expect(costs).toEqual([0, 1].map(() => queries.map(() => ({ calls: 9, readUnits: 29 }))));
  }, 60_000);

  it('has a bound where hardly anybody matches', async () => {
    const { calls, readUnits } = await costOf({ role: 'HR', status: 'DISABLED' }, 25);
    expect(calls).toBeLessThanOrEqual(4 * 9);
    // 38 profiles, then a hundred three times, and the keys of the eight shards each time.
    expect(readUnits).toBeLessThanOrEqual(38 + 3 * 100 + 4 * 8);
    const { profiles, next } = await repository.list({ role: 'HR', status: 'DISABLED' }, 25, null);
    expect(profiles).toEqual([]);
    expect(next).not.toBeNull();
  });
});
