import { DynamoDbChangeStore } from '../../src/changes/dynamodb/dynamodb-change-store.js';
import { counterTable } from '../../src/limits/dynamodb/counter.table.js';
import { InMemoryChangeStore } from '../fakes/in-memory-change-store.js';
import { describeChangeStoreContract } from './change-store.contract.js';
import { databases, type TestDatabase } from './test-database.js';

describeChangeStoreContract('in memory', () => new InMemoryChangeStore());

describe.each(databases)('%s', (name, start) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await start([counterTable]);
  });
  afterAll(() => database.close());

  describeChangeStoreContract(name, () => new DynamoDbChangeStore(database.client, database.connection));
});
