import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDbCounterStore } from '../../src/limits/dynamodb/dynamodb-counter-store.js';
import { counterTable } from '../../src/limits/dynamodb/counter.table.js';
import { InMemoryCounterStore } from '../fakes/in-memory-counter-store.js';
import { describeCounterStoreContract } from './counter-store.contract.js';
import { databases, type TestDatabase } from './test-database.js';

describeCounterStoreContract('in memory', () => new InMemoryCounterStore());

describe.each(databases)('%s', (name, start) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await start([counterTable]);
  });
  afterAll(() => database.close());

  const instance = () => new DynamoDbCounterStore(database.client, database.connection);
  describeCounterStoreContract(name, instance);

  it('gives every attempt its own number over two instances, where some come at once and some do not', async () => {
    const instances = [instance(), instance()];
    const key = randomUUID();
    const count = async (_: unknown, attempt: number) => {
      if (attempt % 3 === 0) await sleep(attempt % 7);
      const counted = await instances[attempt % 2]?.increment(key, 60_000, 1_000 + (attempt % 5));
      return counted?.count ?? 0;
    };
    const counts = await Promise.all(Array.from({ length: 200 }, count));
    expect(counts.sort((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
  });
});
