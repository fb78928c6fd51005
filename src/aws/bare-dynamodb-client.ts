import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { AwsConnection } from './aws-connection.js';
import { DYNAMODB_LIMITS, type UpstreamLimits } from './upstream-limits.js';

const MAX_ATTEMPTS = 3;

/** A client with time-outs and repeats alone, for a Lambda function, which makes one call at a time. */
export function bareDynamoDbClient(
  connection: Pick<AwsConnection, 'region' | 'dynamodb'>,
  changed: Partial<UpstreamLimits> = {},
): DynamoDBClient {
  const limits = { ...DYNAMODB_LIMITS, ...changed };
  const agent = { keepAlive: true, maxSockets: limits.concurrent };
  const client = new DynamoDBClient({
    region: connection.region,
    ...connection.dynamodb,
    maxAttempts: MAX_ATTEMPTS,
    retryMode: 'standard',
    // Saves a quarter of a call's CPU, and lets middleware be added before the first call only.
    cacheMiddleware: true,
    requestHandler: {
      connectionTimeout: limits.connect,
      requestTimeout: limits.request,
      throwOnRequestTimeout: true,
      httpAgent: agent,
      httpsAgent: agent,
    },
  });
  // It makes a copy of every input and output without its secrets, for a log that nobody keeps: a fifth of a call's CPU.
  client.middlewareStack.remove('loggerMiddleware');
  return client;
}
