import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createDynamoDbClient } from '../../src/aws/dynamodb-client.js';
import { SilentObserver } from '../../src/aws/silent-observer.js';
import { eventually } from '../support/eventually.js';
import {
  type GatewayRequest,
  httpApiEvent,
  type MakeEvent,
  restApiEvent,
} from '../support/gateway-events.js';
import { type AuthResult, Journey, newEmail, PASSWORD } from '../support/journey.js';
import { type LambdaAnswer, LambdaFunction } from '../support/lambda-function.js';
import { LocalAws } from '../support/local-aws.js';

interface Metafile {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<
    Record<string, { readonly imports: readonly { readonly path: string; readonly kind: string }[] }>
  >;
}

interface Lock {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean }>>;
}

interface Chain {
  readonly chain: string;
  readonly sequence: number;
  readonly newest?: number;
}

let folder: string;
let aws: LocalAws;

const readJson = async (path: string): Promise<unknown> => JSON.parse(await readFile(path, 'utf8'));
const jsonOf = ({ body }: LambdaAnswer): unknown => JSON.parse(body);

/** A function of its own on the local AWS, for the time of `use`. */
async function withFunction(
  env: Readonly<Record<string, string>>,
  use: (instance: LambdaFunction) => Promise<void>,
): Promise<void> {
  const instance = await LambdaFunction.start(join(folder, 'service/index.mjs'), { ...aws.env(), ...env });
  try {
    await use(instance);
  } finally {
    await instance.end();
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bundle-'));
  const bundled = promisify(execFile)(process.execPath, ['scripts/bundle.mjs', folder]);
  [aws] = await Promise.all([LocalAws.start(), bundled]);
});

afterAll(async () => {
  await aws.close();
  await rm(folder, { recursive: true, force: true });
});

describe('the bundle of the service', () => {
  it('holds nothing of the embedded servers, of the pages, or of what only developers need', async () => {
    const { inputs } = (await readJson(join(folder, 'meta/service.json'))) as Metafile;
    const lock = (await readJson('package-lock.json')) as Lock;
    const folders = new Set(
      Object.keys(inputs).map((path) => /(.*\/)?node_modules\/(@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? ''),
    );
    const own = Object.keys(inputs).filter((path) => path.startsWith('dist/'));
    const packages = new Set(
      Object.keys(inputs).map((path) => /node_modules\/((@[^/]+\/)?[^/]+)/.exec(path)?.[1]),
    );
    expect(own).toContain('dist/lambda.js');
    expect(own).toContain('dist/auth/sign-up.flow.js');
    expect(packages).toContain('fastify');
    expect(own.filter((path) => /dist\/(embedded|operations|provisioning|main)\b/.test(path))).toEqual([]);
    expect(own.filter((path) => /embedded\.runtime|openapi\.js|error-page|swagger-ui/.test(path))).toEqual(
      [],
    );
    expect([...folders].filter((path) => lock.packages[path]?.dev === true)).toEqual([]);
    expect(
      [...packages].filter((name) => /swagger|dynalite|^@nestjs\/(cli|testing)/.test(name ?? '')),
    ).toEqual([]);
  });

  it('needs no package beside it but those that Nest asks for in vain', async () => {
    const { outputs } = (await readJson(join(folder, 'meta/service.json'))) as Metafile;
    const imports = Object.values(outputs).flatMap((output) => output.imports);
    const needed = imports.filter(({ path, kind }) => kind === 'import-statement' && /^[@./]/.test(path));
    expect(imports.length).toBeGreaterThan(10);
    expect(needed).toEqual([]);
  });
});

describe.each<[string, MakeEvent]>([
  ['an HTTP API', httpApiEvent],
  ['a REST API', restApiEvent],
])('the function behind %s', (_kind, makeEvent) => {
  let instance: LambdaFunction;
  let outbox: Journey;

  const call = (request: GatewayRequest) => instance.invoke(makeEvent(request));
  const post = (path: string, body: unknown, more: Partial<GatewayRequest> = {}) =>
    call({ method: 'POST', path: `/api/v1${path}`, body, ...more });
  const get = (path: string, token: string, more: Partial<GatewayRequest> = {}) =>
    call({ path: `/api/v1${path}`, ...more, headers: { Authorization: `Bearer ${token}`, ...more.headers } });

  /** A new person, signed in. */
  async function newPerson(more: Partial<GatewayRequest> = {}): Promise<AuthResult & { email: string }> {
    const email = newEmail();
    const form = { email, password: PASSWORD, firstName: 'Änne', lastName: 'Lovelace', acceptTerms: true };
    expect(await post('/auth/register', form)).toMatchObject({ statusCode: 201 });
    expect(
      await post('/auth/confirm', { email, code: await outbox.mailedCode(email) }, { base64: true }),
    ).toMatchObject({ statusCode: 200 });
    const login = await post('/auth/login', { email, password: PASSWORD }, more);
    expect(login).toMatchObject({ statusCode: 200 });
    return { ...(jsonOf(login) as AuthResult), email };
  }

  beforeAll(async () => {
    const env = {
      COGNITO_DOMAIN: aws.cognitoServer,
      PUBLIC_URL: 'https://auth.example.com',
      CORS_ORIGINS: 'https://app.example.com',
    };
    instance = await LambdaFunction.start(join(folder, 'service/index.mjs'), { ...aws.env(), ...env });
    outbox = new Journey('http://127.0.0.1:1', aws.cognitoServer);
  });

  afterAll(() => instance.end());

  it('takes somebody from sign-up to a guarded operation, and lets nobody else there', async () => {
    const { tokens, email } = await newPerson();
    const me = await get('/users/me', tokens.accessToken);
    expect(me).toMatchObject({ statusCode: 200, isBase64Encoded: false });
    expect(me.headers).toMatchObject({
      'cache-control': 'no-store',
      'content-type': 'application/json; charset=utf-8',
    });
    expect(jsonOf(me)).toMatchObject({ email, firstName: 'Änne' });
    const refused = await get('/users/me', `${tokens.accessToken}x`);
    expect(refused).toMatchObject({ statusCode: 401, isBase64Encoded: false });
    expect(refused.headers).toMatchObject({
      'content-type': 'application/problem+json; charset=utf-8',
    });
    expect(refused.headers['www-authenticate']).toContain('error="invalid_token"');
  });

  it('refuses as the server does', async () => {
    expect(await call({ path: '/api/v1/nowhere' })).toMatchObject({ statusCode: 404 });
    const wrongMethod = await call({ method: 'DELETE', path: '/api/v1/auth/login' });
    expect(wrongMethod).toMatchObject({ statusCode: 405 });
    expect(wrongMethod.headers['allow']).toContain('POST');
    const large = await post('/auth/login', { email: 'a@example.com', password: 'x'.repeat(70_000) });
    expect(large).toMatchObject({ statusCode: 413 });
    expect(
      await post('/auth/login', '{"email":', { headers: { 'Content-Type': 'application/json' } }),
    ).toMatchObject({
      statusCode: 400,
    });
    const repeated = await get('/auth/sessions', 'x', { headers: { authorization: 'Bearer y' } });
    expect([400, 401]).toContain(repeated.statusCode);
  });

  it('answers pages of listed origins, and keeps every value of a query', async () => {
    const preflight = await call({
      method: 'OPTIONS',
      path: '/api/v1/auth/login',
      headers: { Origin: 'https://app.example.com', 'Access-Control-Request-Method': 'POST' },
    });
    expect(preflight.headers).toMatchObject({ 'access-control-allow-origin': 'https://app.example.com' });
    const { tokens } = await newPerson();
    const once = await get('/users/me/activity', tokens.accessToken, { query: 'limit=1' });
    expect((jsonOf(once) as { items: unknown[] }).items).toHaveLength(1);
    const twice = await get('/users/me/activity', tokens.accessToken, { query: 'limit=1&limit=2' });
    expect(twice).toMatchObject({ statusCode: 400 });
  });

  it('gives a browser its cookie and knows it again', async () => {
    const start = await call({ path: '/api/v1/auth/social/google' });
    expect(start.statusCode).toBe(302);
    const cookies = start.cookies ??
      start.multiValueHeaders?.['set-cookie'] ?? [start.headers['set-cookie'] ?? ''];
    expect(cookies).toEqual([expect.stringMatching(/^__Host-[\w-]+=.+; Secure/)]);
    const state = new URL(start.headers['location'] ?? '').searchParams.get('state') ?? '';
    const path = '/api/v1/auth/social/callback';
    const query = `error=access_denied&state=${encodeURIComponent(state)}`;
    const cookie = cookies[0]?.split(';')[0] ?? '';
    const [stranger, known] = [
      await call({ path, query, cookies: ['a=b'] }),
      await call({ path, query, cookies: ['a=b', cookie] }),
    ];
    expect(jsonOf(stranger)).toMatchObject({ code: 'invalid_state' });
    expect(jsonOf(known)).not.toMatchObject({ code: 'invalid_state' });
  });

  it('believes API Gateway alone where a caller is', async () => {
    const sourceIp = '198.51.100.23';
    const headers = {
      'X-Forwarded-For': '10.0.0.1, 192.0.2.1',
      Forwarded: 'for=10.0.0.1',
      'X-Real-IP': '10.0.0.1',
    };
    const { tokens } = await newPerson({ sourceIp, headers });
    const sessions = jsonOf(await get('/auth/sessions', tokens.accessToken)) as { items: object[] };
    expect(sessions.items).toEqual([
      expect.objectContaining({ ipAddress: sourceIp, userAgent: 'tests/1.0' }),
    ]);
  });

  it('limits a caller, whatever addresses it names', async () => {
    const attempt = (address: string) =>
      post(
        '/auth/login',
        { email: newEmail(), password: 'wrong-Horse-7' },
        { sourceIp: '198.51.100.99', headers: { 'X-Forwarded-For': address } },
      );
    let statusCode = 0;
    for (let hop = 0; hop < 40 && statusCode !== 429; hop += 1) {
      ({ statusCode } = await attempt(`10.0.0.${hop}`));
    }
    expect(statusCode).toBe(429);
  });

  it('answers with the id of the invocation, or with that of the caller', async () => {
    const awsRequestId = randomUUID();
    const own = await instance.invoke(makeEvent({ path: '/health/live' }), { awsRequestId });
    expect(own.headers['x-request-id']).toBe(awsRequestId);
    const given = await call({ path: '/health/live', headers: { 'X-Request-Id': 'request-of-mine' } });
    expect(given.headers['x-request-id']).toBe('request-of-mine');
  });
});

describe('the code cache of the function', () => {
  const WITHOUT = /Starts without its code cache/;

  /** A copy of the function, answering once, after `change` of its code cache. */
  async function logOfCopy(change: (cache: string) => Promise<void>): Promise<string> {
    const copy = await mkdtemp(join(folder, 'service-'));
    await cp(join(folder, 'service'), copy, { recursive: true });
    const [cache = ''] = (await readdir(copy)).filter((name) => name.endsWith('.cache'));
    await change(join(copy, cache));
    const instance = await LambdaFunction.start(join(copy, 'index.mjs'), aws.env());
    try {
      const answer = await instance.invoke(httpApiEvent({ path: '/health/live' }));
      expect(answer).toMatchObject({ statusCode: 200 });
    } finally {
      await instance.end();
    }
    return instance.log;
  }

  it('is taken wherever the function lies', async () => {
    expect(await logOfCopy(() => Promise.resolve())).not.toMatch(WITHOUT);
  });

  it.each<[string, (cache: string) => Promise<void>]>([
    ['missing', (cache) => rm(cache)],
    [
      'of another version or of other flags of V8',
      async (cache) => {
        const data = (await readFile(cache)).subarray(32);
        // The second word is the hash of the version, the fourth that of the flags.
        data.fill(0xff, 4, 16);
        // Its digest is right all the same, so that V8 has to see it.
        const madeFor = [process.version, process.platform, process.arch].join(' ');
        const digest = createHash('sha256').update(madeFor).update(data).digest();
        await writeFile(cache, Buffer.concat([digest, data]));
      },
    ],
  ])('is not needed, and not trusted where it is %s', async (_what, change) => {
    expect(await logOfCopy(change)).toMatch(WITHOUT);
  });
});

describe('an instance of the function', () => {
  const event = (request: GatewayRequest) => httpApiEvent(request);

  it('has told everything when it freezes: the audit chain is sealed, and notices are out', async () => {
    const outbox = new Journey('http://127.0.0.1:1', aws.cognitoServer);
    const email = newEmail();
    const form = { email, password: PASSWORD, firstName: 'Ada', lastName: 'Lovelace', acceptTerms: true };
    await withFunction({}, async (instance) => {
      const post = (path: string, body: object, token?: string) =>
        instance.invoke(
          event({
            method: 'POST',
            path: `/api/v1${path}`,
            body,
            headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
          }),
        );
      await post('/auth/register', form);
      await post('/auth/confirm', { email, code: await outbox.mailedCode(email) });
      const { tokens } = jsonOf(await post('/auth/login', { email, password: PASSWORD })) as AuthResult;
      const change = { currentPassword: PASSWORD, newPassword: 'another-Horse-8-battery' };
      expect(await post('/auth/change-password', change, tokens.accessToken)).toMatchObject({
        statusCode: 204,
      });
      await instance.end();
    });
    expect(await outbox.notices(email)).toHaveLength(1);
    const chains = await unsealedChains();
    expect(chains).toEqual([]);
  });

  /** Chains whose head is behind their newest record. */
  async function unsealedChains(): Promise<Chain[]> {
    const client = createDynamoDbClient(aws.connection, new SilentObserver());
    const { Items = [] } = await client.send(
      new ScanCommand({ TableName: 'auth-audit', ConsistentRead: true }),
    );
    client.destroy();
    const items = Items.map((item) => unmarshall(item) as Chain);
    expect(items.length).toBeGreaterThan(4);
    return items.filter(
      ({ chain, sequence }) =>
        sequence >= 0 &&
        !items.some((head) => head.chain === chain && head.sequence < 0 && (head.newest ?? -1) >= sequence),
    );
  }

  it('says in words what is wrong with its variables, and no value of them', async () => {
    const secret = createHash('sha256').update('short').digest('hex').slice(0, 20);
    const started = withFunction({ COGNITO_CLIENT_ID: '', SESSION_SECRET: secret }, () => Promise.resolve());
    await expect(started).rejects.toThrow(/COGNITO_CLIENT_ID must be set[^]*SESSION_SECRET must hold/);
    await expect(started).rejects.not.toThrow(secret);
  });

  it('believes a proxy in front of API Gateway by its address, and nobody who goes round it', async () => {
    await withFunction({ TRUST_PROXY: '198.51.100.0/24' }, async (instance) => {
      const call = (sourceIp: string) =>
        instance.invoke(
          event({
            path: '/api/v1/auth/policy',
            sourceIp,
            headers: { 'X-Forwarded-For': `192.0.2.9, ${sourceIp}` },
          }),
        );
      await call('198.51.100.7');
      await call('203.0.113.66');
      await eventually(() => {
        const addresses = [...instance.log.matchAll(/"ip":"([^"]+)"/g)].map(([, address]) => address);
        expect(addresses).toEqual(['192.0.2.9', '203.0.113.66']);
      });
    });
  });

  it('has logged a request before it is frozen, because nobody may ever wake it', async () => {
    await withFunction({}, async (instance) => {
      for (let asked = 1; asked <= 10; asked += 1) {
        await instance.invoke(event({ path: '/health/live' }));
        await eventually(() => {
          expect(instance.log.match(/"msg":"request"/g)).toHaveLength(asked);
        });
      }
    });
  });

  it('refuses embedded mode and pages that it does not have', async () => {
    const env = { NODE_ENV: 'development', COGNITO_USER_POOL_ID: '', COGNITO_CLIENT_ID: '' };
    await expect(withFunction(env, () => Promise.resolve())).rejects.toThrow(
      /COGNITO_USER_POOL_ID must be set: there is no embedded mode on Lambda[^]*DOCS must be false/,
    );
  });

  it('refuses events that are none of API Gateway, and goes on', async () => {
    await withFunction({}, async (instance) => {
      await expect(instance.invoke({ Records: [] })).rejects.toThrow('none of API Gateway');
      expect(await instance.invoke(event({ path: '/health/live' }))).toMatchObject({ statusCode: 200 });
    });
  });
});
