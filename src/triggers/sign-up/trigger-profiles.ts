import type { AwsConnection } from '../../aws/aws-connection.js';
import { bareDynamoDbClient } from '../../aws/bare-dynamodb-client.js';
import { renewSockets } from '../../aws/renew-sockets.js';
import { DynamoDbProfileRepository } from '../../users/dynamodb/dynamodb-profile-repository.js';
import type { ProfileRepository } from '../../users/profile-repository.port.js';

/** Three attempts of these fit into the five seconds that Cognito waits. */
const LIMITS = { connect: 500, request: 1_000 };

/** The service's own storage of profiles, with a client of its own. */
export function triggerProfiles(connection: Pick<AwsConnection, 'region' | 'dynamodb' | 'tablePrefix'>): {
  readonly profiles: ProfileRepository;
  readonly close: () => void;
} {
  const client = bareDynamoDbClient(connection, LIMITS);
  renewSockets(client);
  const close = () => {
    client.destroy();
  };
  return { profiles: new DynamoDbProfileRepository(client, connection), close };
}
