import { DynamoDbRecoveryCodeStore } from '../../src/auth/dynamodb/dynamodb-recovery-code-store.js';
import { factorTable } from '../../src/auth/dynamodb/recovery-code.table.js';
import { documentClient } from '../../src/aws/document-client.js';
import { InMemoryRecoveryCodeStore } from '../fakes/in-memory-recovery-code-store.js';
import { describeRecoveryCodeStoreContract } from './recovery-code-store.contract.js';
import { databases, type TestDatabase } from './test-database.js';

describeRecoveryCodeStoreContract('in memory', () => new InMemoryRecoveryCodeStore());

describe.each(databases)('%s', (name, start) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await start([factorTable]);
  });
  afterAll(() => database.close());

  describeRecoveryCodeStoreContract(
    name,
    () => new DynamoDbRecoveryCodeStore(documentClient(database.client), database.connection),
  );
});
