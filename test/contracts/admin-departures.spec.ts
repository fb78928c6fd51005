import { DynamoDbAdminDepartures } from '../../src/auth/dynamodb/dynamodb-admin-departures.js';
import { counterTable } from '../../src/limits/dynamodb/counter.table.js';
import { InMemoryAdminDepartures } from '../fakes/in-memory-admin-departures.js';
import { describeAdminDeparturesContract } from './admin-departures.contract.js';
import { databases, type TestDatabase } from './test-database.js';

describeAdminDeparturesContract('in memory', () => new InMemoryAdminDepartures());

describe.each(databases)('%s', (name, start) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await start([counterTable]);
  });
  afterAll(() => database.close());

  describeAdminDeparturesContract(
    name,
    () => new DynamoDbAdminDepartures(database.client, database.connection),
  );
});
