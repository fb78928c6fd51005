import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { AwsConnection } from './aws-connection.js';
import { observeCalls } from './observe-calls.js';
import type { UpstreamObserver } from './upstream-observer.js';

/** All in milliseconds. */
export interface CallLimits {
  /** Until a socket is connected, the wait for a free one included. */
  readonly connect: number;
  /** Until the answer's headers are there, and again between any two pieces of its body. */
  readonly request: number;
}

const CALL_LIMITS: CallLimits = { connect: 1_000, request: 5_000 };
const MAX_SOCKETS = 50;

/**
 * The client every Cognito adapter shares. It never repeats a call by itself: most operations burn a code or a session,
 * and an answer that was lost on the way would turn into a refusal the second time. Adapters repeat plain reads.
 */
export function createCognitoClient(
  connection: Pick<AwsConnection, 'region' | 'cognito'>,
  observer: UpstreamObserver,
  limits: CallLimits = CALL_LIMITS,
): CognitoIdentityProviderClient {
  const { endpoint, credentials } = connection.cognito;
  const client = new CognitoIdentityProviderClient({
    region: connection.region,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(credentials === undefined ? {} : { credentials }),
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: limits.connect,
      requestTimeout: limits.request,
      socketTimeout: limits.request,
      // Without it the SDK merely logs a warning and keeps waiting.
      throwOnRequestTimeout: true,
      httpAgent: { keepAlive: true, maxSockets: MAX_SOCKETS },
      httpsAgent: { keepAlive: true, maxSockets: MAX_SOCKETS },
    },
  });
  observeCalls(client.middlewareStack, 'cognito', observer);
  return client;
}
