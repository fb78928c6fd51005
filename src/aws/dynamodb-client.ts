import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { AwsConnection } from './aws-connection.js';
import { bareDynamoDbClient } from './bare-dynamodb-client.js';
import { guardCalls } from './guard-calls.js';
import { observeCalls } from './observe-calls.js';
import { renewSockets } from './renew-sockets.js';
import { DYNAMODB_LIMITS, type UpstreamLimits } from './upstream-limits.js';
import type { UpstreamObserver } from './upstream-observer.js';

/** The one client of the process. */
export function createDynamoDbClient(
  connection: Pick<AwsConnection, 'region' | 'dynamodb'>,
  observer: UpstreamObserver,
  changed: Partial<UpstreamLimits> = {},
): DynamoDBClient {
  const client = bareDynamoDbClient(connection, changed);
  guardCalls(client.middlewareStack, 'dynamodb', { ...DYNAMODB_LIMITS, ...changed });
  renewSockets(client);
  observeCalls(client.middlewareStack, 'dynamodb', observer);
  return client;
}
