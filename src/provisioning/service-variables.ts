import { randomBytes } from 'node:crypto';
import type { UserPoolConnection } from '../aws/aws-connection.js';
import type { Settings } from '../config/settings.js';
import { wantsSocial, type AskedDeployment } from './asked-deployment.js';
import { discoverIssuer } from './discover-issuer.js';
import type { EnvVariables } from './env-file.js';

/** Settings that bear on what was provisioned: where one is given, the service and the doctor must have the same. */
const SHAPING = [
  'SECURITY_PROFILE',
  'TABLE_PREFIX',
  'ADMIN_GROUP',
  'MFA_MODE',
  'PASSWORD_MIN_LENGTH',
  'PASSWORD_HISTORY',
  'CHALLENGE_MINUTES',
  'ACCESS_TOKEN_MINUTES',
  'REFRESH_TOKEN_DAYS',
  'COGNITO_AUTH_FLOW',
  'COGNITO_REFRESH_ROTATION',
  'AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER',
  'AWS_ENDPOINT_URL_DYNAMODB',
  'AWS_ENDPOINT_URL_SESV2',
  'PUBLIC_URL',
  'MAIL_FROM',
] as const;

export interface Provisioned {
  readonly settings: Settings;
  readonly asked: AskedDeployment;
  readonly connection: UserPoolConnection;
  /** The environment that the settings were read from, the file to be written included. */
  readonly env: EnvVariables;
}

/** What the service has to be told of what was provisioned. */
export async function serviceVariables({
  settings,
  asked,
  connection,
  env,
}: Provisioned): Promise<EnvVariables> {
  const { userPoolId, clientId, clientSecret } = connection;
  const { target, region } = settings;
  const endpoint = target.kind === 'cloud' ? target.cognitoEndpoint : undefined;
  const own = endpoint === undefined ? undefined : await discoverIssuer(endpoint, userPoolId);
  const shaping = SHAPING.map((name) => [name, env[name] === '' ? undefined : env[name]] as const);
  return {
    AWS_REGION: region,
    ...Object.fromEntries(shaping),
    SECURITY_PROFILE: settings.securityProfile,
    TABLE_PREFIX: settings.tablePrefix,
    COGNITO_USER_POOL_ID: userPoolId,
    COGNITO_CLIENT_ID: clientId,
    COGNITO_CLIENT_SECRET: clientSecret,
    COGNITO_ISSUER: own?.issuer,
    COGNITO_JWKS_URI: own?.jwksUri,
    COGNITO_DOMAIN: env['COGNITO_DOMAIN'] ?? hostedPages(settings, asked, endpoint),
    // Only once: another one would break every sign-in that waits for its second step.
    SESSION_SECRET: env['SESSION_SECRET'] ?? randomBytes(48).toString('base64url'),
  };
}

/** The service takes a domain to mean that Google sign-in is there. */
function hostedPages(settings: Settings, { settings: pool }: AskedDeployment, endpoint: string | undefined) {
  if (pool.google === undefined || pool.domain === undefined || wantsSocial(settings)) return undefined;
  if (endpoint !== undefined) return endpoint;
  if (pool.domain.includes('.')) return `https://${pool.domain}`;
  return `https://${pool.domain}.auth.${settings.region}.amazoncognito.com`;
}
