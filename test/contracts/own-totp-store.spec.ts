import { DynamoDbOwnTotpStore } from '../../src/auth/dynamodb/dynamodb-own-totp-store.js';
import { factorTable } from '../../src/auth/dynamodb/recovery-code.table.js';
import { documentClient } from '../../src/aws/document-client.js';
import { InMemoryOwnTotpStore } from '../fakes/in-memory-own-totp-store.js';
import { describeOwnTotpStoreContract } from './own-totp-store.contract.js';
import { databases, type TestDatabase } from './test-database.js';

describeOwnTotpStoreContract('in memory', () => new InMemoryOwnTotpStore());

describe.each(databases)('%s', (name, start) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await start([factorTable]);
  });
  afterAll(() => database.close());

  describeOwnTotpStoreContract(
    name,
    () => new DynamoDbOwnTotpStore(documentClient(database.client), database.connection),
  );
});
