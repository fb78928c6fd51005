/**
 * Attack: answers of every kind (good, refused, malformed, in production too) are searched for what runs here: server and
 * framework names, versions, stacks, paths, names of AWS; monitoring and documentation are looked for; a crash is read.
 */
import { spawnSync } from 'node:child_process';
import { ApiClient, type Answer } from '../support/api-client.js';
import { LocalAws } from '../support/local-aws.js';
import { RunningService } from '../support/running-service.js';

const TELLING_HEADERS = ['server', 'x-powered-by', 'via', 'x-aspnet-version', 'x-runtime'];
const TELLING_TEXT =
  /fastify|nestjs|node_modules|dist\/|\.ts:|\.js:|\bat [\w.]+ \(|dynamodb|amazonaws|cognito-idp|Exception|v\d+\.\d+\.\d+/i;
const METRICS_TOKEN = 'a-token-for-the-metrics-0123';

const CRASH = `
  const { default: fastify } = await import('fastify');
  const { exitOnUnexpected } = await import('./dist/last-resort.js');
  const { loadConfig } = await import('./dist/config/load-config.js');
  const { serverOptions } = await import('./dist/http/server-options.js');
  exitOnUnexpected(fastify(serverOptions(loadConfig({}))).log);
  const error = Object.assign(new Error("Value 'Hunter-2' at 'password' failed"), { $metadata: {} });
  setTimeout(() => { console.log('goes on'); }, 200);
`;

describe('the service in production', () => {
  let aws: LocalAws;
  let service: RunningService;
  let api: ApiClient;

  beforeAll(async () => {
    aws = await LocalAws.start();
    service = await RunningService.start({ env: { ...aws.env(), NODE_ENV: 'production', METRICS_TOKEN } });
    api = new ApiClient(service.origin);
  });

  afterAll(async () => {
    await service.stop();
    await aws.close();
  });

  it('tells nothing internal in any kind of answer', async () => {
    const answers: Answer<unknown>[] = [
      await api.get('/health/live'),
      await api.get('/auth/policy'),
      await api.get('/nothing/here'),
      await api.get('/users/me', { token: 'forged' }),
      await api.post('/auth/login', '{'),
      await api.post('/auth/login', { email: 'nobody@example.com', password: 'wrong-Password-1' }),
      await api.post('/auth/refresh', { refreshToken: 'forged' }),
      await api.call('PUT', '/auth/login', {}),
      await api.get('/auth/%ZZ'),
    ];
    for (const { headers, body } of answers) {
      expect(TELLING_HEADERS.filter((name) => headers.has(name))).toEqual([]);
      expect(JSON.stringify(body)).not.toMatch(TELLING_TEXT);
      expect(headers.get('strict-transport-security')).toMatch(/^max-age=\d{8,}/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cache-control')).toBe('no-store');
    }
  });

  it('serves neither documentation nor a way to query or debug', async () => {
    for (const path of [
      '/',
      '/docs',
      '/docs/',
      '/docs-json',
      '/openapi.json',
      '/graphql',
      '/debug',
      '/.env',
      '/admin',
    ]) {
      const { status } = await api.call('GET', path, {});
      expect([path, status]).toEqual([path, 404]);
    }
  });

  it('shows its metrics only to whom the token was given', async () => {
    const ask = async (authorization?: string) => {
      const { status } = await api.get('/metrics', { headers: { ...(authorization && { authorization }) } });
      return status;
    };
    await expect(ask()).resolves.toBe(401);
    await expect(ask(`Bearer ${METRICS_TOKEN}x`)).resolves.toBe(401);
    await expect(ask(METRICS_TOKEN)).resolves.toBe(401);
    await expect(ask(`Bearer ${METRICS_TOKEN}`)).resolves.toBe(200);
  });

  it('does not sign anybody in by the token of the metrics', async () => {
    const { status } = await api.get('/users/me', { token: METRICS_TOKEN });
    expect(status).toBe(401);
  });
});

describe('an error that nobody has caught', () => {
  it.each(['throw error;', 'Promise.reject(error);', "Promise.reject('Hunter-2');"])(
    '(%s) ends the process with a line that holds no secret',
    (failure) => {
      const script = `${CRASH} setTimeout(() => { ${failure} }, 10);`;
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        ['--input-type=module', '--import', 'reflect-metadata', '-e', script],
        { encoding: 'utf8', env: { PATH: process.env['PATH'] } },
      );
      expect(status).toBe(1);
      expect(stdout).toContain('"level":60');
      expect(stdout).toMatch(/uncaught exception|unhandled rejection/);
      expect(`${stdout}${stderr}`).not.toMatch(/Hunter-2|goes on/);
    },
  );
});
