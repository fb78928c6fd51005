import { DynamoDbHandoffStore } from '../../src/auth/dynamodb/dynamodb-handoff-store.js';
import { handoffTable } from '../../src/auth/dynamodb/handoff.table.js';
import { documentClient } from '../../src/aws/document-client.js';
import { InMemoryHandoffStore } from '../fakes/in-memory-handoff-store.js';
import { describeHandoffStoreContract } from './handoff-store.contract.js';
import { databases, type TestDatabase } from './test-database.js';

describeHandoffStoreContract('in memory', () => new InMemoryHandoffStore());

describe.each(databases)('%s', (name, start) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await start([handoffTable]);
  });
  afterAll(() => database.close());

  describeHandoffStoreContract(
    name,
    () => new DynamoDbHandoffStore(documentClient(database.client), database.connection),
  );
});
