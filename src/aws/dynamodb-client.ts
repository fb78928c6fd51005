import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { AwsConnection } from './aws-connection.js';
import { observeCalls } from './observe-calls.js';
import type { UpstreamObserver } from './upstream-observer.js';

const CONNECTION_TIMEOUT_MS = 1_000;
const REQUEST_TIMEOUT_MS = 3_000;
const MAX_ATTEMPTS = 3;
const MAX_SOCKETS = 100;

/** The one client of the process. It takes the low-level commands too, which cost less on hot paths. */
export function createDynamoDbClient(
  connection: Pick<AwsConnection, 'region' | 'dynamodb'>,
  observer: UpstreamObserver,
): DynamoDBDocumentClient {
  const agent = { keepAlive: true, maxSockets: MAX_SOCKETS };
  const client = new DynamoDBClient({
    region: connection.region,
    ...connection.dynamodb,
    maxAttempts: MAX_ATTEMPTS,
    retryMode: 'standard',
    requestHandler: {
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      throwOnRequestTimeout: true,
      httpAgent: agent,
      httpsAgent: agent,
    },
  });
  observeCalls(client.middlewareStack, 'dynamodb', observer);
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}
