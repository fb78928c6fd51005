import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { ConfigError } from './config-error.js';
import { type Environment, EnvReader } from './env-reader.js';
import type { CloudTarget, EmbeddedTarget, PasswordPolicy, Settings } from './settings.js';
import type { TriggerSettings } from './trigger-settings.js';

/**
 * Reads the configuration from the environment and, for what it does not name, from `.env` in the working folder.
 * Throws `ConfigError` naming every variable that is wrong. For provisioning it names AWS whatever is missing: the ids of what
 * is yet to be made are empty, and there may be no secret yet.
 */
export function loadConfig(
  env: Environment = environment(),
  { provisioning = false }: { readonly provisioning?: boolean } = {},
): Settings {
  // Node 20 is supported on purpose; the SDK's advice to leave it belongs in the changelog, not in every log.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const reader = new EnvReader(env);
  const settings = readSettings(reader, provisioning);
  checkRoles(reader, settings);
  if (!provisioning) checkSecrets(reader, settings);
  if (reader.problems.length > 0) throw new ConfigError(reader.problems);
  return settings;
}

/**
 * Reads what the Lambda functions of `src/triggers` need, from the variables of the function alone. Throws `ConfigError` naming
 * every variable that is wrong.
 */
export function loadTriggerConfig(env: Environment = process.env): TriggerSettings {
  const reader = new EnvReader(env);
  const settings = readTriggers(reader);
  if (reader.problems.length > 0) throw new ConfigError(reader.problems);
  return settings;
}

function readTriggers(reader: EnvReader): TriggerSettings {
  const autoConfirm = reader.required('AUTO_CONFIRM_SIGN_UP');
  if (autoConfirm && reader.get('NODE_ENV') === 'production') {
    reader.refuse(
      'AUTO_CONFIRM_SIGN_UP',
      'must be false in production: it lets people in whose address nobody has proved',
    );
  }
  return {
    region: reader.required('AWS_REGION'),
    dynamodbEndpoint: reader.get('AWS_ENDPOINT_URL_DYNAMODB'),
    tablePrefix: reader.required('TABLE_PREFIX'),
    selfAssignableRoles: reader.required('SELF_ASSIGNABLE_ROLES'),
    defaultRole: reader.required('DEFAULT_ROLE'),
    brand: {
      name: reader.get('BRAND_NAME'),
      url: reader.get('BRAND_URL'),
      color: reader.required('BRAND_COLOR'),
      support: reader.get('SUPPORT_CONTACT'),
    },
    autoConfirm,
  };
}

/** The environment over `.env` over one more file; a file that is not there says nothing. */
export function environment(file = '.env'): Environment {
  return { ...variablesIn(file), ...variablesIn('.env'), ...process.env };
}

function variablesIn(file: string): NodeJS.Dict<string> {
  return existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
}

function readSettings(reader: EnvReader, provisioning: boolean): Settings {
  const production = reader.get('NODE_ENV') === 'production';
  const securityProfile = reader.required('SECURITY_PROFILE');
  const hipaa = securityProfile === 'hipaa';
  const target = readTarget(reader, production, provisioning);
  return {
    production,
    securityProfile,
    target,
    host: reader.get('HOST') ?? (target.kind === 'embedded' ? '127.0.0.1' : '0.0.0.0'),
    port: reader.required('PORT'),
    logLevel: reader.required('LOG_LEVEL'),
    region: reader.required('AWS_REGION'),
    authFlow: reader.required('COGNITO_AUTH_FLOW'),
    refreshRotation: reader.required('COGNITO_REFRESH_ROTATION'),
    tablePrefix: reader.required('TABLE_PREFIX'),
    cognitoTimeoutMs: reader.required('COGNITO_TIMEOUT_MS'),
    dynamodbTimeoutMs: reader.required('DYNAMODB_TIMEOUT_MS'),
    upstreamBreakAfter: reader.required('UPSTREAM_BREAK_AFTER'),
    mailFrom: reader.get('MAIL_FROM'),
    auditRetentionDays: reader.get('AUDIT_RETENTION_DAYS') ?? (hipaa ? 2_192 : 365),
    sessionSecrets: reader.get('SESSION_SECRET') ?? [],
    mfaRequired: (reader.get('MFA_MODE') ?? (hipaa ? 'required' : 'optional')) === 'required',
    stepUpMinutes: reader.required('STEP_UP_MINUTES'),
    passwordGrant: reader.get('PASSWORD_GRANT') ?? !production,
    challengeMinutes: reader.required('CHALLENGE_MINUTES'),
    accessTokenMinutes: reader.get('ACCESS_TOKEN_MINUTES') ?? (hipaa ? 15 : 60),
    refreshTokenDays: reader.required('REFRESH_TOKEN_DAYS'),
    sessionIdleMinutes: reader.get('SESSION_IDLE_MINUTES') ?? (hipaa ? 15 : 0),
    lockAfter: reader.required('LOCK_AFTER'),
    lockMinutes: reader.required('LOCK_MINUTES'),
    rateLimitFactor: reader.required('RATE_LIMIT_FACTOR'),
    signUpDisclosure: reader.get('SIGN_UP_DISCLOSURE') ?? (hipaa ? 'silent' : 'conflict'),
    termsVersion: reader.required('TERMS_VERSION'),
    password: passwordPolicy(reader, hipaa),
    roles: reader.required('ROLES'),
    selfAssignableRoles: reader.required('SELF_ASSIGNABLE_ROLES'),
    defaultRole: reader.required('DEFAULT_ROLE'),
    adminGroup: reader.required('ADMIN_GROUP'),
    cognitoDomain: reader.get('COGNITO_DOMAIN'),
    socialProviders: reader.required('SOCIAL_PROVIDERS'),
    socialRedirectUris: reader.required('SOCIAL_REDIRECT_URIS'),
    publicUrl: reader.get('PUBLIC_URL'),
    corsOrigins: reader.required('CORS_ORIGINS'),
    trustProxy: reader.required('TRUST_PROXY'),
    errorDocsUrl: reader.required('ERROR_DOCS_URL'),
    docs: reader.get('DOCS') ?? !production,
    triggers: readTriggers(reader),
    ...readOperation(reader, production),
  };
}

type Operation = Pick<
  Settings,
  'changePasswordUrl' | 'securityContact' | 'metrics' | 'metricsToken' | 'connections' | 'shutdown'
>;

function readOperation(reader: EnvReader, production: boolean): Operation {
  const metricsToken = reader.get('METRICS_TOKEN');
  return {
    changePasswordUrl: reader.get('CHANGE_PASSWORD_URL'),
    securityContact: reader.get('SECURITY_CONTACT'),
    metrics: reader.get('METRICS') ?? (!production || metricsToken !== undefined),
    metricsToken,
    connections: {
      headersMs: reader.required('HEADERS_TIMEOUT_SECONDS') * 1000,
      requestMs: reader.required('REQUEST_TIMEOUT_SECONDS') * 1000,
      keepAliveMs: reader.required('KEEP_ALIVE_SECONDS') * 1000,
    },
    shutdown: {
      drainMs: (reader.get('SHUTDOWN_DRAIN_SECONDS') ?? (production ? 5 : 0)) * 1000,
      deadlineMs: reader.required('SHUTDOWN_DEADLINE_SECONDS') * 1000,
    },
  };
}

function readTarget(
  reader: EnvReader,
  production: boolean,
  provisioning: boolean,
): CloudTarget | EmbeddedTarget {
  const userPoolId = reader.get('COGNITO_USER_POOL_ID');
  const clientId = reader.get('COGNITO_CLIENT_ID');
  if (userPoolId === undefined && clientId === undefined && !production && !provisioning) {
    return {
      kind: 'embedded',
      cognitoPort: reader.required('EMBEDDED_COGNITO_PORT'),
      dynamodbPort: reader.required('EMBEDDED_DYNAMODB_PORT'),
      dataDir: reader.required('EMBEDDED_DATA_DIR'),
      adminPassword: reader.get('EMBEDDED_ADMIN_PASSWORD'),
    };
  }
  if (userPoolId === undefined && !provisioning) {
    const why = production ? 'must be set: embedded mode is refused in production' : 'must be set as well';
    reader.refuse('COGNITO_USER_POOL_ID', why);
  }
  if (clientId === undefined && !provisioning)
    reader.refuse('COGNITO_CLIENT_ID', 'must be set together with the pool');
  const pool = userPoolId ?? '';
  const issuer =
    reader.get('COGNITO_ISSUER') ??
    `https://cognito-idp.${reader.required('AWS_REGION')}.amazonaws.com/${pool}`;
  return {
    kind: 'cloud',
    userPoolId: pool,
    clientId: clientId ?? '',
    clientSecret: reader.get('COGNITO_CLIENT_SECRET'),
    cognitoEndpoint: reader.get('AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER'),
    dynamodbEndpoint: reader.get('AWS_ENDPOINT_URL_DYNAMODB'),
    sesEndpoint: reader.get('AWS_ENDPOINT_URL_SESV2'),
    issuer,
    jwksUri: reader.get('COGNITO_JWKS_URI') ?? `${issuer}/.well-known/jwks.json`,
  };
}

function passwordPolicy(reader: EnvReader, hipaa: boolean): PasswordPolicy {
  return {
    minLength: reader.get('PASSWORD_MIN_LENGTH') ?? (hipaa ? 12 : 8),
    requireUppercase: true,
    requireLowercase: true,
    requireNumbers: true,
    requireSymbols: true,
    historySize: reader.get('PASSWORD_HISTORY') ?? (hipaa ? 5 : 0),
    maxAgeDays: reader.get('PASSWORD_MAX_AGE_DAYS') ?? (hipaa ? 90 : 0),
  };
}

function checkRoles(reader: EnvReader, settings: Settings): void {
  if (reader.problems.some((problem) => problem.name.includes('ROLE'))) return;
  const unknown = settings.selfAssignableRoles.filter((role) => !settings.roles.includes(role));
  if (unknown.length > 0) {
    reader.refuse('SELF_ASSIGNABLE_ROLES', `names ${unknown.join(', ')}, which ROLES does not list`);
  }
  if (!settings.roles.includes(settings.defaultRole)) {
    reader.refuse('DEFAULT_ROLE', 'must be one of ROLES');
  }
}

function checkSecrets(reader: EnvReader, settings: Settings): void {
  if (reader.problems.some((problem) => problem.name === 'SESSION_SECRET')) return;
  if (settings.sessionSecrets.some((secret) => Buffer.byteLength(secret) < 32)) {
    reader.refuse(
      'SESSION_SECRET',
      'must hold secrets of at least 32 bytes, e.g. from `openssl rand -base64 48`',
    );
  }
  if (settings.sessionSecrets.length === 0 && settings.target.kind === 'cloud') {
    reader.refuse('SESSION_SECRET', 'must be set, e.g. from `openssl rand -base64 48`');
  }
}
