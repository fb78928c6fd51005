import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { AwsConnection } from './aws-connection.js';
import { guardCalls } from './guard-calls.js';
import { observeCalls } from './observe-calls.js';
import { renewSockets } from './renew-sockets.js';
import { COGNITO_LIMITS, type UpstreamLimits } from './upstream-limits.js';
import type { UpstreamObserver } from './upstream-observer.js';

/**
 * The client every Cognito adapter shares. It never repeats a call by itself: most operations burn a code or a session,
 * and an answer that was lost on the way would turn into a refusal the second time. Adapters repeat plain reads.
 */
export function createCognitoClient(
  connection: Pick<AwsConnection, 'region' | 'cognito'>,
  observer: UpstreamObserver,
  changed: Partial<UpstreamLimits> = {},
): CognitoIdentityProviderClient {
  const limits = { ...COGNITO_LIMITS, ...changed };
  const { endpoint, credentials } = connection.cognito;
  const client = new CognitoIdentityProviderClient({
    region: connection.region,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(credentials === undefined ? {} : { credentials }),
    maxAttempts: 1,
    // No cacheMiddleware: what it keeps holds the first command of each kind, and so somebody's password.
    requestHandler: {
      connectionTimeout: limits.connect,
      requestTimeout: limits.request,
      socketTimeout: limits.request,
      // Without it the SDK merely logs a warning and keeps waiting.
      throwOnRequestTimeout: true,
      httpAgent: { keepAlive: true, maxSockets: limits.concurrent },
      httpsAgent: { keepAlive: true, maxSockets: limits.concurrent },
    },
  });
  // A copy of every input and output for a log that nobody keeps.
  client.middlewareStack.remove('loggerMiddleware');
  guardCalls(client.middlewareStack, 'cognito', limits);
  renewSockets(client);
  observeCalls(client.middlewareStack, 'cognito', observer);
  return client;
}
