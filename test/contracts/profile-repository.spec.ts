import { DynamoDbProfileRepository } from '../../src/users/dynamodb/dynamodb-profile-repository.js';
import { profileTable } from '../../src/users/dynamodb/profile.table.js';
import type { ProfileRepository } from '../../src/users/profile-repository.port.js';
import { InMemoryProfileRepository } from '../fakes/in-memory-profile-repository.js';
import { describeProfileAdministrationContract } from './profile-repository.administration.contract.js';
import { describeProfileRepositoryContract } from './profile-repository.contract.js';
import { describeProfileListsContract } from './profile-repository.lists.contract.js';
import { databases, type TestDatabase } from './test-database.js';

function describeContracts(name: string, makeRepository: () => ProfileRepository): void {
  describeProfileRepositoryContract(name, makeRepository);
  describeProfileAdministrationContract(name, makeRepository);
  describeProfileListsContract(name, makeRepository);
}

describeContracts('in memory', () => new InMemoryProfileRepository());

describe.each(databases)('%s', (name, start) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await start([profileTable]);
  });
  afterAll(() => database.close());

  describeContracts(name, () => new DynamoDbProfileRepository(database.client, database.connection));
});
