import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { tableName } from '../../src/aws/table-name.js';
import { DynamoDbProfileRepository } from '../../src/users/dynamodb/dynamodb-profile-repository.js';
import { profileTable } from '../../src/users/dynamodb/profile.table.js';
import { InMemoryProfileRepository } from '../fakes/in-memory-profile-repository.js';
import { describeProfileRepositoryContract } from './profile-repository.contract.js';
import { databases, type TestDatabase } from './test-database.js';

describeProfileRepositoryContract('in memory', () => {
  const repository = new InMemoryProfileRepository();
  return {
    repository,
    setStatus: (userId, status) => {
      repository.setStatus(userId, status);
      return Promise.resolve();
    },
  };
});

describe.each(databases)('%s', (name, start) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await start([profileTable]);
  });
  afterAll(() => database.close());

  describeProfileRepositoryContract(name, () => {
    const { client, connection } = database;
    return {
      repository: new DynamoDbProfileRepository(client, connection),
      setStatus: async (userId, status) => {
        const command = new UpdateCommand({
          TableName: tableName(connection.tablePrefix, profileTable),
          Key: { userId },
          UpdateExpression: 'SET #status = :status',
          ExpressionAttributeNames: { '#status': 'status' },
          ExpressionAttributeValues: { ':status': status },
        });
        await client.send(command);
      },
    };
  });
});
