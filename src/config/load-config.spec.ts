import type { ConfigError } from './config-error.js';
import { loadConfig, loadTriggerConfig } from './load-config.js';

const SECRET = 'a secret of the service: more than 32 bytes';
const CLOUD = { COGNITO_USER_POOL_ID: 'us-east-1_Pool', COGNITO_CLIENT_ID: 'client', SESSION_SECRET: SECRET };

type Environment = Readonly<Record<string, string | undefined>>;

function errorOf(env: Environment): ConfigError {
  try {
    loadConfig(env);
  } catch (error) {
    return error as ConfigError;
  }
  throw new Error('nothing was wrong');
}

/** Which variables are wrong, and why. */
function mistakes(env: Environment): string[] {
  return errorOf(env).problems.map(({ name, rule }) => `${name} ${rule}`);
}

describe('the configuration', () => {
  it('needs nothing: without a pool everything is embedded, on loopback, with the docs', () => {
    expect(loadConfig({})).toMatchObject({
      production: false,
      host: '127.0.0.1',
      port: 3000,
      docs: true,
      passwordGrant: true,
      mfaRequired: false,
      target: { kind: 'embedded', cognitoPort: 9229, dynamodbPort: 8000, dataDir: '.data' },
    });
  });

  it('takes an empty variable for one that is absent', () => {
    expect(loadConfig({ PORT: '', COGNITO_USER_POOL_ID: '', MFA_MODE: '' })).toEqual(loadConfig({}));
  });

  it('with a pool is that of the cloud, with addresses made from region and pool', () => {
    const settings = loadConfig({ ...CLOUD, AWS_REGION: 'eu-west-1', COGNITO_CLIENT_SECRET: 'secret' });
    const issuer = 'https://cognito-idp.eu-west-1.amazonaws.com/us-east-1_Pool';
    expect(settings.host).toBe('0.0.0.0');
    expect(settings.target).toMatchObject({
      kind: 'cloud',
      userPoolId: 'us-east-1_Pool',
      clientSecret: 'secret',
      issuer,
      jwksUri: `${issuer}/.well-known/jwks.json`,
      cognitoEndpoint: undefined,
    });
  });

  it('takes issuer and keys from elsewhere where it is told to', () => {
    const { target } = loadConfig({ ...CLOUD, COGNITO_ISSUER: 'https://issuer.example/pool/' });
    expect(target).toMatchObject({
      issuer: 'https://issuer.example/pool',
      jwksUri: 'https://issuer.example/pool/.well-known/jwks.json',
    });
  });

  it('of the hipaa profile is stricter, unless it is told otherwise', () => {
    expect(loadConfig({ SECURITY_PROFILE: 'hipaa' })).toMatchObject({
      mfaRequired: true,
      sessionIdleMinutes: 15,
      accessTokenMinutes: 15,
      signUpDisclosure: 'silent',
      auditRetentionDays: 2_192,
      password: { minLength: 12, historySize: 5, maxAgeDays: 90 },
    });
    expect(loadConfig({})).toMatchObject({
      mfaRequired: false,
      sessionIdleMinutes: 0,
      accessTokenMinutes: 60,
      signUpDisclosure: 'conflict',
      auditRetentionDays: 365,
      password: { minLength: 8, historySize: 0, maxAgeDays: 0 },
    });
    const told = { SESSION_IDLE_MINUTES: '0.5', MFA_MODE: 'optional', SIGN_UP_DISCLOSURE: 'conflict' };
    expect(loadConfig({ SECURITY_PROFILE: 'hipaa', ...told })).toMatchObject({
      mfaRequired: false,
      sessionIdleMinutes: 0.5,
      signUpDisclosure: 'conflict',
    });
  });

  it('of production closes what is for developers, unless it is told otherwise', () => {
    const production = { ...CLOUD, NODE_ENV: 'production' };
    expect(loadConfig(production)).toMatchObject({ production: true, docs: false, passwordGrant: false });
    const told = { DOCS: 'true', PASSWORD_GRANT: 'true' };
    expect(loadConfig({ ...production, ...told })).toMatchObject({ docs: true, passwordGrant: true });
  });

  it('of production is never embedded, and says what to set instead', () => {
    expect(mistakes({ NODE_ENV: 'production' })).toEqual([
      'COGNITO_USER_POOL_ID must be set: embedded mode is refused in production',
      'COGNITO_CLIENT_ID must be set together with the pool',
      'SESSION_SECRET must be set, e.g. from `openssl rand -base64 48`',
    ]);
  });

  it('needs pool and client together', () => {
    expect(mistakes({ ...CLOUD, COGNITO_CLIENT_ID: undefined })).toEqual([
      'COGNITO_CLIENT_ID must be set together with the pool',
    ]);
    expect(mistakes({ ...CLOUD, COGNITO_USER_POOL_ID: undefined })).toEqual([
      'COGNITO_USER_POOL_ID must be set as well',
    ]);
  });

  it('reports every mistake at once', () => {
    const wrong = {
      ...CLOUD,
      NODE_ENV: 'prod',
      PORT: '70000',
      LOG_LEVEL: 'loud',
      MFA_MODE: 'maybe',
      LOCK_AFTER: '0',
      STEP_UP_MINUTES: 'ten',
      CORS_ORIGINS: 'app.example.com',
      TRUST_PROXY: 'the load balancer',
      PUBLIC_URL: 'http://auth.example.com',
      SESSION_SECRET: 'short',
      DEFAULT_ROLE: 'King',
    };
    const { problems } = errorOf(wrong);
    const expected = Object.keys(wrong).filter((name) => !name.startsWith('COGNITO'));
    expect(problems.map(({ name }) => name).sort()).toEqual(expected.sort());
    for (const { help } of problems) expect(help).toMatch(/^[A-Z].+\.$/);
  });

  it('reports each variable once', () => {
    expect(mistakes({ ...CLOUD, SESSION_SECRET: 'a,,b' })).toEqual([
      'SESSION_SECRET must be a comma-separated list without empty items',
    ]);
  });

  it('never repeats a secret', () => {
    const secrets = {
      ...CLOUD,
      SESSION_SECRET: 'hunter2,hunter2-that-is-long-enough-to-be-taken-really',
      METRICS_TOKEN: 'hunter2 is short',
      CORS_ORIGINS: 'https://somebody:hunter2@app.example.com',
      SOCIAL_REDIRECT_URIS: 'https://somebody:hunter2@app.example.com/',
      PUBLIC_URL: 'http://somebody:hunter2@auth.example.com',
    };
    const error = errorOf(secrets);
    expect(error.problems).toHaveLength(5);
    expect(error.message).not.toContain('hunter2');
  });

  it('takes several secrets, newest first', () => {
    const secrets = [SECRET, `older ${SECRET}`];
    expect(loadConfig({ ...CLOUD, SESSION_SECRET: secrets.join(', ') }).sessionSecrets).toEqual(secrets);
  });

  it.each(['31 bytes are one too few, really', `${SECRET},short`])(
    'refuses secrets too short: %j',
    (secret) => {
      expect(mistakes({ SESSION_SECRET: secret.slice(0, 31) })[0]).toMatch(
        /^SESSION_SECRET must hold secrets of at least 32 bytes/,
      );
    },
  );

  it('knows which roles belong together', () => {
    expect(
      mistakes({ ROLES: 'Nurse,Doctor', SELF_ASSIGNABLE_ROLES: 'Nurse,King', DEFAULT_ROLE: 'Queen' }),
    ).toEqual([
      'SELF_ASSIGNABLE_ROLES names King, which ROLES does not list',
      'DEFAULT_ROLE must be one of ROLES',
    ]);
    expect(
      loadConfig({ ROLES: 'Nurse', SELF_ASSIGNABLE_ROLES: 'Nurse', DEFAULT_ROLE: 'Nurse' }).roles,
    ).toEqual(['Nurse']);
  });

  it.each([
    ['false', false],
    ['true', true],
    ['2', 2],
    ['10.0.0.0/8, 192.0.2.7', ['10.0.0.0/8', '192.0.2.7']],
    ['loopback', ['loopback']],
    ['2001:db8::/32', ['2001:db8::/32']],
  ])('trusts the proxies that %j names', (raw, value) => {
    expect(loadConfig({ TRUST_PROXY: raw }).trustProxy).toEqual(value);
  });

  it.each(['yes', '10.0.0.0/33', '10.0.0', '10.0.0.1,', '::1/129', '10.0.0.0/8/8', '-1'])(
    'trusts no proxies that %j could name',
    (raw) => {
      expect(mistakes({ TRUST_PROXY: raw })[0]).toMatch(/^TRUST_PROXY must be/);
    },
  );
});

describe('the configuration of the triggers', () => {
  it('needs nothing, and confirms nobody without a code', () => {
    expect(loadTriggerConfig({})).toEqual({
      region: 'us-east-1',
      dynamodbEndpoint: undefined,
      tablePrefix: 'auth-',
      selfAssignableRoles: ['Employee'],
      defaultRole: 'Employee',
      brand: { name: undefined, url: undefined, color: '#1f4e79', support: undefined },
      autoConfirm: false,
    });
    expect(loadConfig({}).triggers).toEqual(loadTriggerConfig({}));
  });

  it('names every mistake at once, each of them once', () => {
    const wrong = {
      NODE_ENV: 'production',
      AUTO_CONFIRM_SIGN_UP: 'true',
      BRAND_NAME: 'Acme\r\nBcc: a@example.com',
      BRAND_URL: 'http://acme.example.com',
      BRAND_COLOR: 'red;background:url(x)',
      SUPPORT_CONTACT: 'javascript:alert(1)',
      AWS_ENDPOINT_URL_DYNAMODB: 'nowhere',
    };
    const names = Object.keys(wrong).filter((name) => name !== 'NODE_ENV');
    expect(() => loadTriggerConfig(wrong)).toThrow('The configuration has 6 mistakes');
    const problems = errorOf({ ...CLOUD, ...wrong }).problems.map(({ name }) => name);
    expect(problems.toSorted()).toEqual(names.toSorted());
  });

  it.each([' '.repeat(61), 'a'.repeat(61), '<b>', '{username}', 'a\u2028b', 'a\u202eb'])(
    'takes no brand named %j',
    (BRAND_NAME) => {
      expect(() => loadTriggerConfig({ BRAND_NAME })).toThrow('BRAND_NAME must be');
    },
  );
});
