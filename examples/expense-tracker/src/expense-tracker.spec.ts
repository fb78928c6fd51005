import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ApiClient } from '../../../test/support/api-client.js';
import { type AuthResult, Journey } from '../../../test/support/journey.js';
import '../../../test/support/node-errors.js';
import { RunningService } from '../../../test/support/running-service.js';
import { createApp } from './create-app.js';
import { ensureTable } from './expenses/dynamodb/expense.table.js';
import { loadSettings } from './settings.js';

const TABLE = 'expenses';

interface Expense {
  readonly id: string;
  readonly version: number;
}
interface Page {
  readonly items: readonly { readonly date: string }[];
  readonly nextCursor: string | null;
}

/** People sign in at the authentication service itself, and bring their tokens here. */
describe('the expense tracker', () => {
  let service: RunningService;
  let dynamodb: DynamoDBClient;
  let app: NestFastifyApplication;
  let journey: Journey;
  let api: ApiClient;
  let ada: AuthResult;
  let eve: AuthResult;

  const call = <T = Expense>(method: string, path: string, token?: string, body?: unknown) =>
    api.call<T>(method, path, { ...(token !== undefined && { token }), ...(body !== undefined && { body }) });
  const as = ({ tokens }: AuthResult) => tokens.accessToken;
  const lunch = { amountCents: 1_250, category: 'food', date: '2026-01-31' };

  beforeAll(async () => {
    Logger.overrideLogger(false);
    service = await RunningService.start();
    const running = await readFile(join(service.dataDir, 'running.env'), 'utf8');
    const env = Object.fromEntries(
      [...running.matchAll(/^(\w+)='(.*)'$/gm)].map(([, name = '', value]) => [name, value]),
    );
    dynamodb = new DynamoDBClient({
      region: 'us-east-1',
      endpoint: service.dynamodb,
      credentials: { accessKeyId: 'embedded', secretAccessKey: 'embedded' },
    });
    await ensureTable(dynamodb, TABLE);
    await ensureTable(dynamodb, TABLE);
    app = await createApp(loadSettings({ ...env, AUTH_SERVICE_URL: service.origin, PORT: '0' }), dynamodb);
    await app.listen(0, '127.0.0.1');
    api = new ApiClient(await app.getUrl());
    journey = new Journey(service.origin, service.cognito);
    [ada, eve] = [await journey.newPerson(), await journey.newPerson()];
  });

  afterAll(async () => {
    await app.close();
    dynamodb.destroy();
    await service.stopAndForget();
  });

  it('keeps an expense, and changes and deletes it', async () => {
    const added = await call('POST', '/expense', as(ada), lunch);
    expect(added.status).toBe(201);
    const path = `/expense/${added.body.id}`;
    await expect(call('GET', path, as(ada))).resolves.toMatchObject({
      body: { ...lunch, kind: 'EXPENSE', note: null, version: 1 },
    });
    const change = { ...lunch, amountCents: 1_300, note: 'With tip', version: 1 };
    await expect(call('PUT', path, as(ada), change)).resolves.toMatchObject({
      status: 200,
      body: { amountCents: 1_300, version: 2 },
    });
    await expect(call('PUT', path, as(ada), change)).resolves.toMatchObject({ status: 409 });
    await expect(call('DELETE', path, as(ada))).resolves.toMatchObject({ status: 204 });
    const after = await Promise.all([
      call('GET', path, as(ada)),
      call('PUT', path, as(ada), change),
      call('DELETE', path, as(ada)),
    ]);
    expect(after.map(({ status }) => status)).toEqual([404, 404, 404]);
  });

  it('shows nobody the expenses of anybody else, nor that there are any', async () => {
    const { body } = await call('POST', '/expense', as(ada), lunch);
    const attempts = await Promise.all([
      call('GET', `/expense/${body.id}`, as(eve)),
      call('PUT', `/expense/${body.id}`, as(eve), { ...lunch, version: 1 }),
      call('DELETE', `/expense/${body.id}`, as(eve)),
      call('GET', '/expense/00000000-0000-4000-8000-000000000000', as(eve)),
    ]);
    expect(attempts.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect(attempts[0].body).toEqual(attempts[3].body);
    await expect(call<Page>('GET', '/expense', as(eve))).resolves.toMatchObject({ body: { items: [] } });
    await expect(call('GET', `/expense/${body.id}`, as(ada))).resolves.toMatchObject({ status: 200 });
  });

  it('lists page by page, newest first, and sums up', async () => {
    const zoe = await journey.newPerson();
    for (const [date, amountCents, kind] of [
      ['2026-01-31', 30, 'EXPENSE'],
      ['2026-02-01', 20, 'EXPENSE'],
      ['2026-01-01', 100, 'INCOME'],
      ['2025-12-31', 7, 'EXPENSE'],
      ['2026-01-31', 3, 'EXPENSE'],
    ]) {
      await call('POST', '/expense', as(zoe), { ...lunch, date, amountCents, kind });
    }
    const dates: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const more: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const { body }: { body: Page } = await call('GET', `/expense?limit=2&from=2026-01-01${more}`, as(zoe));
      dates.push(...body.items.map(({ date }) => date));
      cursor = body.nextCursor;
    }
    expect(dates).toEqual(['2026-02-01', '2026-01-31', '2026-01-31', '2026-01-01']);
    await expect(call('GET', '/balance', as(zoe))).resolves.toHaveProperty('body', {
      incomeCents: 100,
      expenseCents: 60,
      balanceCents: 40,
    });
    const { body } = await call<object[]>('GET', '/summary?year=2026', as(zoe));
    expect(body).toMatchObject([
      { month: '2026-01', balanceCents: 67, categories: [{ category: 'food', expenseCents: 33 }] },
      { month: '2026-02', balanceCents: -20 },
    ]);
  });

  it.each([
    { amountCents: 12.5 },
    { amountCents: 0 },
    { amountCents: -1 },
    { amountCents: '12' },
    { amountCents: 1e15 },
    { date: '2026-02-30' },
    { date: '2026-01-31T10:00:00Z' },
    { category: 'a#b' },
    { kind: 'GIFT' },
    { note: 'x'.repeat(201) },
    { userId: 'somebody-else' },
  ])('refuses %j', async (wrong) => {
    await expect(call('POST', '/expense', as(ada), { ...lunch, ...wrong })).resolves.toMatchObject({
      status: 400,
    });
  });

  it('refuses a cursor that it has not made, or made for other days', async () => {
    const cursor = (text: string) => `cursor=${Buffer.from(text).toString('base64url')}`;
    const id = '00000000-0000-4000-8000-000000000000';
    for (const query of [
      cursor('2026-01-01#../other'),
      cursor(`9999-99-99#${id}`),
      cursor(`2026-01-01#${'-'.repeat(36)}`),
      `from=2027-01-01&${cursor(`2026-01-01#${id}`)}`,
      `to=2025-01-01&${cursor(`2026-01-01#${id}`)}`,
      'from=2026-02-01&to=2026-01-31',
      'from=2026-02-30',
    ]) {
      await expect(call('GET', `/expense?${query}`, as(ada))).resolves.toMatchObject({ status: 400 });
    }
    const own = `/expense?from=2026-01-01&${cursor(`2026-01-01#${id}`)}`;
    await expect(call('GET', own, as(ada))).resolves.toMatchObject({ status: 200 });
  });

  it('refuses a version that no expense can have', async () => {
    const { body } = await call('POST', '/expense', as(ada), lunch);
    for (const version of [0, 1.5, Number.MAX_SAFE_INTEGER, 1e21, 1e308]) {
      const change = call('PUT', `/expense/${body.id}`, as(ada), { ...lunch, version });
      await expect(change).resolves.toMatchObject({ status: 400 });
    }
  });

  it('is for the signed-in alone, with the problems of the authentication service', async () => {
    await expect(call('GET', '/health')).resolves.toMatchObject({ status: 200 });
    const { status, headers, body } = await call('GET', '/balance');
    expect([status, headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="auth"']);
    expect(body).toMatchObject({
      code: 'authentication_required',
      type: `${service.origin}/docs/errors#authentication_required`,
    });
    await expect(call('GET', '/balance', ada.tokens.idToken)).resolves.toMatchObject({
      status: 401,
      body: { code: 'invalid_token' },
    });
  });

  it('shows the summary of somebody to members of hr and administrators only', async () => {
    const path = `/people/${ada.user.userId}/summary`;
    await expect(call('GET', path, as(ada))).resolves.toMatchObject({ body: { code: 'insufficient_scope' } });
    const { tokens } = await journey.login('admin@example.com', service.adminPassword);
    await expect(call('GET', path, tokens.accessToken)).resolves.toMatchObject({ status: 200 });
  });

  it('refuses a token at once that nobody has shown before its session ended, and any other within seconds', async () => {
    const [early, late] = [await journey.newPerson(), await journey.newPerson()];
    await expect(call('GET', '/balance', as(early))).resolves.toMatchObject({ status: 200 });
    for (const person of [early, late]) {
      await journey.api.post('/auth/logout', {}, { token: as(person) });
    }
    await expect(call('GET', '/balance', as(late))).resolves.toMatchObject({
      status: 401,
      body: { code: 'session_revoked' },
    });
    let answer = await call('GET', '/balance', as(early));
    for (const deadline = Date.now() + 20_000; answer.status === 200 && Date.now() < deadline;) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      answer = await call('GET', '/balance', as(early));
    }
    expect(answer).toMatchObject({ status: 401, body: { code: 'session_revoked' } });
  });

  it.each([
    [{ NODE_ENV: 'production' }, 404],
    [{ NODE_ENV: 'production', DOCS: 'true' }, 200],
    [{ DOCS: 'false' }, 404],
  ])('describes itself with %j by %i', async (env, status) => {
    const told = { AWS_REGION: 'us-east-1', COGNITO_USER_POOL_ID: 'us-east-1_a', COGNITO_CLIENT_ID: 'a' };
    const settings = loadSettings({ ...told, AUTH_SERVICE_URL: service.origin, ...env });
    const other = await createApp(settings, dynamodb);
    await other.listen(0, '127.0.0.1');
    const answer = await fetch(`${await other.getUrl()}/docs-json`);
    await other.close();
    expect(answer.status).toBe(status);
  });

  it('describes itself', async () => {
    const { body } = await call<{ paths: object }>('GET', '/docs-json');
    expect(Object.keys(body.paths).sort()).toEqual([
      '/balance',
      '/expense',
      '/expense/{id}',
      '/health',
      '/people/{userId}/summary',
      '/summary',
    ]);
  });
});
