import { DynamoDbSessionStore } from '../../src/sessions/dynamodb/dynamodb-session-store.js';
import { sessionTable } from '../../src/sessions/dynamodb/session.table.js';
import { InMemorySessionStore } from '../fakes/in-memory-session-store.js';
import { describeSessionStoreContract } from './session-store.contract.js';
import { databases, type TestDatabase } from './test-database.js';

describeSessionStoreContract('in memory', () => new InMemorySessionStore());

describe.each(databases)('%s', (name, start) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await start([sessionTable]);
  });
  afterAll(() => database.close());

  describeSessionStoreContract(name, () => new DynamoDbSessionStore(database.client, database.connection));
});
