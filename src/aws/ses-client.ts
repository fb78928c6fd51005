import { SESv2Client } from '@aws-sdk/client-sesv2';
import type { AwsConnection } from './aws-connection.js';
import { guardCalls } from './guard-calls.js';
import { observeCalls } from './observe-calls.js';
import { renewSockets } from './renew-sockets.js';
import { SES_LIMITS, type UpstreamLimits } from './upstream-limits.js';
import type { UpstreamObserver } from './upstream-observer.js';

/** It never repeats a call: a mail whose answer was lost on the way would go out twice. */
export function createSesClient(
  connection: Pick<AwsConnection, 'region' | 'ses'>,
  observer: UpstreamObserver,
  changed: Partial<UpstreamLimits> = {},
): SESv2Client {
  const limits = { ...SES_LIMITS, ...changed };
  const client = new SESv2Client({
    region: connection.region,
    ...connection.ses,
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: limits.connect,
      requestTimeout: limits.request,
      socketTimeout: limits.request,
      throwOnRequestTimeout: true,
      httpAgent: { keepAlive: true, maxSockets: limits.concurrent },
      httpsAgent: { keepAlive: true, maxSockets: limits.concurrent },
    },
  });
  guardCalls(client.middlewareStack, 'ses', limits);
  renewSockets(client);
  observeCalls(client.middlewareStack, 'ses', observer);
  return client;
}
