import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { AwsConnection } from './aws-connection.js';
import { guardCalls } from './guard-calls.js';
import { observeCalls } from './observe-calls.js';
import { renewSockets } from './renew-sockets.js';
import { DYNAMODB_LIMITS, type UpstreamLimits } from './upstream-limits.js';
import type { UpstreamObserver } from './upstream-observer.js';

const MAX_ATTEMPTS = 3;

/** The one client of the process. It takes the low-level commands too, which cost less on hot paths. */
export function createDynamoDbClient(
  connection: Pick<AwsConnection, 'region' | 'dynamodb'>,
  observer: UpstreamObserver,
  changed: Partial<UpstreamLimits> = {},
): DynamoDBDocumentClient {
  const limits = { ...DYNAMODB_LIMITS, ...changed };
  const agent = { keepAlive: true, maxSockets: limits.concurrent };
  const client = new DynamoDBClient({
    region: connection.region,
    ...connection.dynamodb,
    maxAttempts: MAX_ATTEMPTS,
    retryMode: 'standard',
    requestHandler: {
      connectionTimeout: limits.connect,
      requestTimeout: limits.request,
      throwOnRequestTimeout: true,
      httpAgent: agent,
      httpsAgent: agent,
    },
  });
  guardCalls(client.middlewareStack, 'dynamodb', limits);
  renewSockets(client);
  observeCalls(client.middlewareStack, 'dynamodb', observer);
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}
