import { bearerSecret, contact } from './edge-variables.js';
import { flag, list, mailSender, number, oneOf, parseOrigin, secureUrl, text } from './env-variable.js';
import { parseRedirectUri, parseSocialProvider } from './social-variables.js';
import { TRIGGER_VARIABLES } from './trigger-variables.js';
import { trustProxy } from './trust-proxy.js';

const SERVICE = {
  NODE_ENV: oneOf(['development', 'test', 'production'], {
    default: 'development',
    help: 'Under production embedded mode is refused and the docs pages are off.',
  }),
  PORT: number({ min: 0, max: 65_535, default: '3000', help: 'Port of the API; 0 takes any free one.' }),
  HOST: text({
    help: 'Address the API listens on; 127.0.0.1 in embedded mode and 0.0.0.0 otherwise when absent.',
  }),
  LOG_LEVEL: oneOf(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'], {
    default: 'info',
    help: 'The least severe log lines that are written.',
  }),
  SECURITY_PROFILE: oneOf(['standard', 'hipaa'], {
    default: 'standard',
    help: 'A set of defaults; hipaa means MFA for all, longer passwords, shorter tokens, an idle time-out and silent sign-up.',
  }),
} as const;

const AWS = {
  AWS_REGION: text({ default: 'us-east-1', help: 'Region of the user pool and the tables.' }),
  AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: secureUrl({
    help: 'Another address for Cognito; absent means that of AWS.',
  }),
  AWS_ENDPOINT_URL_DYNAMODB: secureUrl({ help: 'Another address for DynamoDB; absent means that of AWS.' }),
  AWS_ENDPOINT_URL_SESV2: secureUrl({ help: 'Another address for Amazon SES; absent means that of AWS.' }),
  MAIL_FROM: mailSender({
    help: 'Sender of the notices to people, an address or domain verified in Amazon SES; absent means that none are sent.',
  }),
  COGNITO_USER_POOL_ID: text({
    help: 'The user pool; absent means embedded mode, which needs no AWS account.',
  }),
  COGNITO_CLIENT_ID: text({ help: 'The app client of the pool that this service signs people in with.' }),
  COGNITO_CLIENT_SECRET: text({ help: "The app client's secret; absent for a public client." }),
  COGNITO_AUTH_FLOW: oneOf(['ADMIN_USER_PASSWORD_AUTH', 'USER_PASSWORD_AUTH'], {
    default: 'ADMIN_USER_PASSWORD_AUTH',
    help: 'The sign-in flow that the app client allows.',
  }),
  COGNITO_REFRESH_ROTATION: flag({
    default: 'true',
    help: 'Whether the app client rotates refresh tokens.',
  }),
  COGNITO_ISSUER: secureUrl({
    help: "The `iss` of the pool's tokens; absent means https://cognito-idp.REGION.amazonaws.com/POOL.",
  }),
  COGNITO_JWKS_URI: secureUrl({
    help: "Where the pool's public keys are; absent means ISSUER/.well-known/jwks.json.",
  }),
  COGNITO_DOMAIN: secureUrl({
    help: "Address of the pool's hosted pages, e.g. https://example.auth.eu-west-1.amazoncognito.com; absent means no social sign-in.",
  }),
  TABLE_PREFIX: text({ default: 'auth-', help: 'What the names of the DynamoDB tables start with.' }),
  COGNITO_TIMEOUT_MS: number({
    min: 100,
    max: 30_000,
    default: '5000',
    help: 'Milliseconds after which a call to Cognito is ended; none is repeated but plain reads.',
  }),
  DYNAMODB_TIMEOUT_MS: number({
    min: 100,
    max: 30_000,
    default: '3000',
    help: 'Milliseconds after which a call to DynamoDB is ended; it is repeated twice at most.',
  }),
  UPSTREAM_BREAK_AFTER: number({
    min: 1,
    max: 1_000_000,
    default: '20',
    help: 'How many failures of one AWS service within ten seconds, half of all calls or more, suspend calls to it.',
  }),
  AUDIT_RETENTION_DAYS: number({
    min: 0,
    max: 36_500,
    help: 'How long audit events are kept, 0 for ever; 365 when absent, 2192 under hipaa.',
  }),
} as const;

const SIGN_IN = {
  SESSION_SECRET: list({
    help: 'Secrets of at least 32 bytes that seal challenge sessions, newest first: the older ones still open what they sealed; required but in embedded mode.',
  }),
  MFA_MODE: oneOf(['optional', 'required'], {
    help: 'Whether everybody needs a second factor; optional when absent, required under hipaa.',
  }),
  STEP_UP_MINUTES: number({
    min: 0.01,
    max: 1_440,
    fractions: true,
    default: '10',
    help: 'How recent the sign-in must be for operations that ask for one; fractions are taken.',
  }),
  PASSWORD_MIN_LENGTH: number({
    min: 8,
    max: 99,
    help: 'How long a new password must be in a pool that provisioning makes; 8 when absent, 12 under hipaa.',
  }),
  PASSWORD_HISTORY: number({
    min: 0,
    max: 24,
    help: 'How many former passwords are refused in a pool that provisioning makes; 0 when absent, 5 under hipaa.',
  }),
  PASSWORD_MAX_AGE_DAYS: number({
    min: 0,
    max: 3_650,
    fractions: true,
    help: 'After how many days another password must be chosen; fractions are taken, 0 is never; 90 under hipaa.',
  }),
  PASSWORD_GRANT: flag({
    help: 'Whether POST /auth/token exists, which Swagger UI signs in with; true when absent, false in production.',
  }),
  CHALLENGE_MINUTES: number({
    min: 3,
    max: 15,
    default: '3',
    help: 'How long a sign-in may wait for its second step.',
  }),
  ACCESS_TOKEN_MINUTES: number({
    min: 5,
    max: 1_440,
    help: 'How long an access token lives in a pool that provisioning makes; 60 when absent, 15 under hipaa.',
  }),
  REFRESH_TOKEN_DAYS: number({
    min: 1,
    max: 3_650,
    default: '30',
    help: 'How long a sign-in can be refreshed in a pool that provisioning makes.',
  }),
  SESSION_IDLE_MINUTES: number({
    min: 0,
    max: 43_200,
    fractions: true,
    help: 'Minutes without use after which a session ends, 0 for never; 0 when absent, 15 under hipaa.',
  }),
  SOCIAL_PROVIDERS: list({
    default: 'google',
    item: parseSocialProvider,
    help: 'The providers that the hosted pages offer; google or nothing. They need COGNITO_DOMAIN.',
  }),
  SOCIAL_REDIRECT_URIS: list({
    default: '',
    item: parseRedirectUri,
    help: 'Exact addresses that a social sign-in may lead back to.',
  }),
} as const;

const SIGN_UP = {
  LOCK_AFTER: number({
    min: 1,
    max: 100,
    default: '5',
    help: 'How many failures of an account lock it: wrong passwords, codes and recovery codes together.',
  }),
  LOCK_MINUTES: number({
    min: 0.01,
    max: 1_440,
    fractions: true,
    default: '15',
    help: 'How long an account stays locked, from the first of the failures on; fractions are taken.',
  }),
  RATE_LIMIT_FACTOR: number({
    min: 0.01,
    max: 1_000_000,
    fractions: true,
    default: '1',
    help: 'Multiplies how often each operation may be called, by an address and for an account.',
  }),
  SIGN_UP_DISCLOSURE: oneOf(['conflict', 'silent'], {
    help: 'Whether sign-up tells that an address is taken (conflict) or mails its owner instead (silent, default of hipaa).',
  }),
  TERMS_VERSION: text({
    default: '1',
    help: 'Version of the terms that a sign-up accepts; kept with the profile.',
  }),
  ROLES: list({ default: 'Employee,Manager,HR,Admin', help: 'The roles that exist.' }),
  SELF_ASSIGNABLE_ROLES: list({ default: 'Employee', help: 'The roles that a sign-up may ask for.' }),
  DEFAULT_ROLE: text({ default: 'Employee', help: 'The role of a sign-up that asks for none.' }),
  ADMIN_GROUP: text({ default: 'admin', help: 'The Cognito group whose members may call /admin.' }),
} as const;

const HTTP = {
  PUBLIC_URL: secureUrl({
    help: "The service's own address as browsers know it, e.g. https://auth.example.com; social sign-in needs it except on loopback.",
  }),
  CORS_ORIGINS: list({
    default: '',
    item: parseOrigin,
    help: 'Exact origins whose pages may call the API.',
  }),
  TRUST_PROXY: trustProxy({
    default: 'false',
    help: 'Whose X-Forwarded-For counts: false, a number of hops, or addresses and ranges.',
  }),
  ERROR_DOCS_URL: text({
    default: '/docs/errors',
    help: 'Page that the `type` of a problem points to, in front of #code.',
  }),
  CHANGE_PASSWORD_URL: secureUrl({
    help: 'Page where people change their password, to which /.well-known/change-password leads; absent means the docs page.',
  }),
  SECURITY_CONTACT: contact({
    help: 'Whom to tell of a weakness, for /.well-known/security.txt; absent means that there is none.',
  }),
  HEADERS_TIMEOUT_SECONDS: number({
    min: 0.1,
    max: 600,
    fractions: true,
    default: '10',
    help: 'How long the headers of a request may take to come in; fractions are taken.',
  }),
  REQUEST_TIMEOUT_SECONDS: number({
    min: 0.1,
    max: 600,
    fractions: true,
    default: '30',
    help: 'How long a whole request may take to come in; fractions are taken.',
  }),
  KEEP_ALIVE_SECONDS: number({
    min: 1,
    max: 3_600,
    default: '72',
    help: 'How long an idle connection is kept; longer than the load balancer keeps it, which has 60 seconds on AWS.',
  }),
  DOCS: flag({ help: 'Whether /docs and /openapi.json are served; true when absent, false in production.' }),
} as const;

const OPERATION = {
  METRICS: flag({
    help: 'Whether /metrics is served; true when absent, in production only where METRICS_TOKEN is set.',
  }),
  METRICS_TOKEN: bearerSecret({
    help: 'What whoever collects the metrics sends as `Authorization: Bearer`; absent means that anybody may read them.',
  }),
  SHUTDOWN_DRAIN_SECONDS: number({
    min: 0,
    max: 300,
    fractions: true,
    help: 'How long it still serves after the signal to stop, while /health/ready says 503; 0 when absent, 5 in production.',
  }),
  SHUTDOWN_DEADLINE_SECONDS: number({
    min: 0.1,
    max: 300,
    fractions: true,
    default: '20',
    help: 'How long requests may take to end after that, before they are cut off.',
  }),
} as const;

const EMBEDDED = {
  EMBEDDED_COGNITO_PORT: number({
    min: 0,
    max: 65_535,
    default: '9229',
    help: 'Port of the embedded Cognito server.',
  }),
  EMBEDDED_DYNAMODB_PORT: number({
    min: 0,
    max: 65_535,
    default: '8000',
    help: 'Port of the embedded DynamoDB server.',
  }),
  EMBEDDED_DATA_DIR: text({ default: '.data', help: 'Folder in which embedded mode keeps everything.' }),
  EMBEDDED_ADMIN_PASSWORD: text({
    help: 'Password of the seeded admin@example.com; absent means one made for the data folder.',
  }),
} as const;

/** Every variable the service reads. `.env.example` and `docs/configuration.md` are made from this table. */
export const ENV_SCHEMA = {
  ...SERVICE,
  ...AWS,
  ...SIGN_IN,
  ...SIGN_UP,
  ...HTTP,
  ...OPERATION,
  ...TRIGGER_VARIABLES,
  ...EMBEDDED,
};

/** The same, by the heading under which the documentation lists them. */
export const ENV_GROUPS = {
  'The service': SERVICE,
  'AWS and the user pool': AWS,
  'Sign-in and sessions': SIGN_IN,
  'Sign-up, roles and groups': SIGN_UP,
  HTTP: HTTP,
  Operation: OPERATION,
  'Mails and triggers': TRIGGER_VARIABLES,
  'Embedded mode': EMBEDDED,
} as const;

export type EnvName = keyof typeof ENV_SCHEMA;
