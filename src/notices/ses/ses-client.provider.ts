import { SESv2Client } from '@aws-sdk/client-sesv2';
import type { Provider } from '@nestjs/common';
import { AwsConnection } from '../../aws/aws-connection.js';
import { createSesClient } from '../../aws/ses-client.js';
import { UpstreamObserver } from '../../aws/upstream-observer.js';

/** The notifier is its only user, and lets go of it when the last notice is out. */
export const sesClientProvider: Provider = {
  provide: SESv2Client,
  inject: [AwsConnection, UpstreamObserver],
  useFactory: (connection: AwsConnection, observer: UpstreamObserver) =>
    createSesClient(connection, observer),
};
