import { SESv2Client } from '@aws-sdk/client-sesv2';
import type { AwsConnection } from './aws-connection.js';
import { observeCalls } from './observe-calls.js';
import type { UpstreamObserver } from './upstream-observer.js';

const CONNECTION_TIMEOUT_MS = 1_000;
const REQUEST_TIMEOUT_MS = 5_000;

/** It never repeats a call: a mail whose answer was lost on the way would go out twice. */
export function createSesClient(
  connection: Pick<AwsConnection, 'region' | 'ses'>,
  observer: UpstreamObserver,
  requestTimeoutMs: number = REQUEST_TIMEOUT_MS,
): SESv2Client {
  const client = new SESv2Client({
    region: connection.region,
    ...connection.ses,
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      requestTimeout: requestTimeoutMs,
      socketTimeout: requestTimeoutMs,
      throwOnRequestTimeout: true,
      httpAgent: { keepAlive: true },
      httpsAgent: { keepAlive: true },
    },
  });
  observeCalls(client.middlewareStack, 'ses', observer);
  return client;
}
