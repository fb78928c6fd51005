import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { AwsConnection } from './aws-connection.js';
import { bareDynamoDbClient } from './bare-dynamodb-client.js';
import { guardCalls } from './guard-calls.js';
import { observeCalls } from './observe-calls.js';
import { renewSockets } from './renew-sockets.js';
import { DYNAMODB_LIMITS, type UpstreamLimits } from './upstream-limits.js';
import type { UpstreamObserver } from './upstream-observer.js';

/** The one client of the process. It takes the low-level commands too, which cost less on hot paths. */
export function createDynamoDbClient(
  connection: Pick<AwsConnection, 'region' | 'dynamodb'>,
  observer: UpstreamObserver,
  changed: Partial<UpstreamLimits> = {},
): DynamoDBDocumentClient {
  const client = bareDynamoDbClient(connection, changed);
  guardCalls(client.middlewareStack, 'dynamodb', { ...DYNAMODB_LIMITS, ...changed });
  renewSockets(client);
  observeCalls(client.middlewareStack, 'dynamodb', observer);
  return client;
}
