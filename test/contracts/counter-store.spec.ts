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

  describeCounterStoreContract(name, () => new DynamoDbCounterStore(database.client, database.connection));
});
