import { createCognitoClient } from '../aws/cognito-client.js';
import type { AwsConnection } from '../aws/aws-connection.js';
import { SilentObserver } from '../aws/silent-observer.js';
import type { Settings } from '../config/settings.js';
import { userPoolSettings } from '../provisioning/deployment.js';
import { provisionUserPool } from '../provisioning/provision.js';

const DOMAIN = 'embedded';
/** The embedded Cognito server plays Google, and looks at neither. */
const GOOGLE = { clientId: 'embedded', clientSecret: 'embedded' };
const HOSTS = ['localhost', '127.0.0.1'];
const CALLBACK_PATHS = [
  '/api/v1/auth/social/callback',
  '/oauth2-redirect.html',
  '/docs/oauth2-redirect.html',
];

/** Lets the pool's hosted pages lead back to the API, whose port is known only once it listens. */
export async function openHostedPages(
  settings: Settings,
  connection: Pick<AwsConnection, 'region' | 'cognito'>,
  port: number,
): Promise<void> {
  const origins = HOSTS.map((host) => `http://${host}:${port}`);
  const callbackUrls = [
    ...origins,
    ...(settings.publicUrl === undefined ? [] : [settings.publicUrl]),
  ].flatMap((origin) => CALLBACK_PATHS.map((path) => `${origin}${path}`));
  const cognito = createCognitoClient(connection, new SilentObserver());
  const pool = { ...userPoolSettings(settings, false), domain: DOMAIN, google: GOOGLE, callbackUrls };
  try {
    await provisionUserPool(cognito, pool);
  } finally {
    cognito.destroy();
  }
}
