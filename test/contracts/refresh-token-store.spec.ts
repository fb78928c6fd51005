import { DynamoDbRefreshTokenStore } from '../../src/sessions/dynamodb/dynamodb-refresh-token-store.js';
import { sessionTable } from '../../src/sessions/dynamodb/session.table.js';
import { InMemoryRefreshTokenStore } from '../fakes/in-memory-refresh-token-store.js';
import { describeRefreshTokenStoreContract } from './refresh-token-store.contract.js';
import { databases, type TestDatabase } from './test-database.js';

describeRefreshTokenStoreContract('in memory', () => new InMemoryRefreshTokenStore());

describe.each(databases)('%s', (name, start) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await start([sessionTable]);
  });
  afterAll(() => database.close());

  describeRefreshTokenStoreContract(
    name,
    () => new DynamoDbRefreshTokenStore(database.client, database.connection),
  );
});
