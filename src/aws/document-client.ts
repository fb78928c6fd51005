import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/**
 * Commands that convert plain values, for what is not asked at every sign-in: they cost half as much again. They go over the
 * sockets, the guards and the measurements of `client`.
 */
export function documentClient(client: DynamoDBClient): DynamoDBDocumentClient {
  // A document command's handler holds its own input, so the one that is kept of the first would send that again and again.
  const config = { ...client.config, cacheMiddleware: false };
  const uncached = Object.create(client, { config: { value: config } }) as DynamoDBClient;
  return DynamoDBDocumentClient.from(uncached, { marshallOptions: { removeUndefinedValues: true } });
}
