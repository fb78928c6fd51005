import {
  DescribeUserPoolClientCommand,
  UpdateUserPoolClientCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { createCognitoClient } from '../../src/aws/cognito-client.js';
import { SilentObserver } from '../../src/aws/silent-observer.js';
import type { DoctorRow } from '../../src/provisioning/doctor/doctor-row.js';
import { Journey, newEmail } from '../support/journey.js';
import { LocalAws } from '../support/local-aws.js';
import { Operator, type OperatorResult } from '../support/operator.js';
import { RunningService } from '../support/running-service.js';

const GOOGLE_SECRET = 'very-secret-of-google';

describe('npm run provision and npm run doctor', () => {
  let aws: LocalAws;
  let folder: string;
  let file: string;

  /** What an account without anything of the service in it is reached by. */
  const account = () => {
    const { AWS_REGION = '', AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '' } = aws.env();
    return {
      AWS_REGION,
      AWS_ACCESS_KEY_ID,
      AWS_SECRET_ACCESS_KEY,
      AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: aws.cognito.endpoint,
      AWS_ENDPOINT_URL_DYNAMODB: aws.dynamodb.endpoint,
    };
  };
  /** All that the commands have printed. */
  let printed = '';
  const run = async (args: readonly string[], env = {}): Promise<OperatorResult> => {
    const result = await Operator.run(args, { ...account(), ...env });
    printed += result.stdout + result.stderr;
    return result;
  };
  const provision = (args: readonly string[] = [], env = {}): Promise<OperatorResult> =>
    run(['provision', '--env-file', file, ...args], env);
  const doctor = (...args: string[]): Promise<OperatorResult> => run(['doctor', '--env-file', file, ...args]);
  const changes = (): string[] =>
    [...aws.cognito.takeCalls(), ...aws.dynamodb.takeCalls()].filter(
      (call) => !/^(List|Describe|Get|\/)/.test(call),
    );
  const written = async () => parseEnv(await readFile(file, 'utf8')) as Record<string, string>;

  beforeAll(async () => {
    aws = await LocalAws.start();
    folder = await mkdtemp(join(tmpdir(), 'provision-'));
    file = join(folder, '.env');
  });
  afterAll(async () => {
    await aws.close();
    await rm(folder, { recursive: true, force: true });
  });

  const first = [
    '--domain',
    'fresh',
    '--google-client-id',
    'g',
    '--callback-url',
    'https://app.example.com/back',
  ];
  const environment = {
    TABLE_PREFIX: 'fresh-',
    GOOGLE_CLIENT_SECRET: GOOGLE_SECRET,
    ACCESS_TOKEN_MINUTES: '30',
  };

  it('prints the plan alone in a dry run', async () => {
    changes();
    const { code, stdout, stderr } = await provision(['--dry-run', ...first], environment);
    expect([code, stderr]).toEqual([2, '']);
    expect(stdout).toMatch(/create {2}user pool fresh-users\n/);
    expect(stdout).toMatch(/11 to create, /);
    expect(changes()).toEqual([]);
    await expect(stat(file)).rejects.toThrow('ENOENT');
  });

  it('goes on where it was killed, and then changes nothing', async () => {
    aws.cognito.behave((operation) => (operation === 'CreateUserPoolClient' ? 'hold' : 'forward'));
    const operator = Operator.start(['provision', '--env-file', file, ...first], {
      ...account(),
      ...environment,
    });
    const ended = operator.ended();
    while (!aws.cognito.calls.includes('CreateUserPoolClient'))
      await new Promise((resolve) => setTimeout(resolve, 20));
    operator.kill();
    expect((await ended).stdout).toContain('created user pool fresh-users');
    aws.cognito.behave(() => 'forward');
    expect(changes()).toContain('CreateUserPool');

    const completed = await provision(first, environment);
    expect([completed.code, completed.stderr]).toEqual([0, '']);
    expect(completed.stdout).toContain('created app client fresh-service');
    expect(changes()).not.toContain('CreateUserPool');

    const before = await readFile(file, 'utf8');
    const again = await provision();
    expect([again.code, again.stdout]).toEqual([0, expect.stringContaining('Nothing to change')]);
    expect(changes()).toEqual([]);
    expect(await readFile(file, 'utf8')).toBe(before);
  });

  it('writes what the service needs, for the eyes of its owner', async () => {
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const variables = await written();
    expect(variables).toMatchObject({
      SECURITY_PROFILE: 'standard',
      TABLE_PREFIX: 'fresh-',
      ACCESS_TOKEN_MINUTES: '30',
      COGNITO_ISSUER: `${aws.cognitoServer}/${variables['COGNITO_USER_POOL_ID']}`,
      COGNITO_DOMAIN: aws.cognito.endpoint,
    });
    expect(variables).not.toHaveProperty('AWS_SECRET_ACCESS_KEY');
    expect(Buffer.byteLength(variables['SESSION_SECRET'] ?? '')).toBeGreaterThanOrEqual(32);
  });

  it('gives a service that people sign in to', async () => {
    const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = account();
    const env = { HOST: '127.0.0.1', AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY };
    const service = await RunningService.start({ cwd: folder, env });
    try {
      const journey = new Journey(service.origin, aws.cognitoServer);
      const email = newEmail();
      await journey.register(email);
      await journey.confirm(email);
      expect((await journey.login(email)).status).toBe('AUTHENTICATED');
    } finally {
      await service.stop();
    }
  });

  it('finds what somebody changed, and says what mends it', async () => {
    expect((await doctor('--all')).code).toBe(0);
    const { COGNITO_USER_POOL_ID: UserPoolId, COGNITO_CLIENT_ID: ClientId } = await written();
    const cognito = createCognitoClient(aws.connection, new SilentObserver());
    const { UserPoolClient } = await cognito.send(
      new DescribeUserPoolClientCommand({ UserPoolId, ClientId }),
    );
    const { ClientSecret, CreationDate, LastModifiedDate, ...document } = UserPoolClient ?? {};
    expect([ClientSecret, CreationDate, LastModifiedDate]).not.toContain(undefined);
    const changed = { ...document, UserPoolId, ClientId, PreventUserExistenceErrors: 'LEGACY' } as const;
    await cognito.send(new UpdateUserPoolClientCommand(changed));
    cognito.destroy();

    const report = join(folder, 'evidence.md');
    const { code, stdout } = await doctor('--json', '--evidence', report);
    expect(code).toBe(3);
    const { rows } = JSON.parse(stdout) as { rows: DoctorRow[] };
    expect(rows).toContainEqual({
      subject: 'app client fresh-service',
      control: 'PreventUserExistenceErrors',
      have: 'LEGACY',
      want: 'ENABLED',
      result: 'differs',
      severity: 'critical',
      why: 'Answers must not tell who has an account.',
      remedy: 'npm run provision',
    });
    const evidence = await readFile(report, 'utf8');
    expect(evidence).toMatch(/\| examined at \| \d{4}-\d\d-\d\dT/);
    expect(evidence).toContain('| PreventUserExistenceErrors | LEGACY | ENABLED | DIFFERS | critical |');
    expect(evidence).not.toContain((await written())['COGNITO_CLIENT_SECRET']);

    const mended = await provision();
    expect(mended.stdout).toMatch(/PreventUserExistenceErrors: LEGACY → ENABLED/);
    expect((await doctor()).code).toBe(0);
  });

  it('says that AWS cannot be reached', async () => {
    const away = { AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: 'http://127.0.0.1:9' };
    const { code, stderr } = await provision([], away);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^AWS cannot be reached \(ECONNREFUSED\)/)]);
  });

  it('has printed no secret in all of this', async () => {
    const { COGNITO_CLIENT_SECRET = '', SESSION_SECRET = '' } = await written();
    expect(printed.length).toBeGreaterThan(5_000);
    for (const secret of [COGNITO_CLIENT_SECRET, SESSION_SECRET, GOOGLE_SECRET]) {
      expect(secret.length).toBeGreaterThan(10);
      expect(printed).not.toContain(secret);
    }
  });
});
