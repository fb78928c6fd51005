import { inspect } from 'node:util';
import { createAuthClient } from './create-auth-client.js';
import { BASE_URL, FakeService, ok, refuse, USER } from './testing/fake-service.js';
import { signedInClient } from './testing/signed-in-client.js';

const ME = 'GET /users/me';

describe('a client', () => {
  it('shows no token, whatever prints it, and writes none anywhere', async () => {
    const printed = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) =>
      jest.spyOn(console, name),
    );
    const { client, service } = await signedInClient();
    service.on(ME, refuse(404, 'not_found'), () => new Response('access-first {', { status: 200 }));
    const refused: unknown = await client.profile.read().catch((error: unknown) => error);
    const unreadable: unknown = await client.profile.read().catch((error: unknown) => error);
    const shown = [client, refused, unreadable].map(
      (thing) => `${inspect(thing, { depth: 20, showHidden: true })}${JSON.stringify(thing)}${String(thing)}`,
    );
    expect(shown.join('')).not.toMatch(/(access|id|refresh)-first|a-password/);
    expect(printed.some((spy) => spy.mock.calls.length > 0)).toBe(false);
    expect(JSON.stringify(client)).toBe(`{"baseUrl":"${BASE_URL}"}`);
    jest.restoreAllMocks();
  });

  it('sends tokens to nobody but the service: no redirect, no cookie, no cache, no referrer', async () => {
    const { client, service } = await signedInClient();
    service.on(ME, ok(USER)).on('GET /auth/policy', ok({}));
    await client.profile.read();
    await client.policy();
    expect(service.received.map(({ token }) => token)).toEqual(['access-first', undefined]);
    for (const { init } of service.received) {
      expect(init).toMatchObject({
        redirect: 'error',
        credentials: 'omit',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
      });
    }
  });

  it.each([
    'http://auth.example.com/api/v1',
    'ftp://auth.example.com',
    'javascript:alert(1)',
    'https://user:pass@auth.example.com',
    'https://auth.example.com/api/v1?x=1',
    'http://localhost.example.com',
    '/api/v1',
  ])('does not take %s for an address', (baseUrl) => {
    expect(() => createAuthClient({ baseUrl })).toThrow(TypeError);
  });

  it.each(['https://auth.example.com/api/v1/', 'http://localhost:3000/api/v1', 'http://[::1]:3000/api/v1'])(
    'takes %s',
    (baseUrl) => {
      expect(createAuthClient({ baseUrl }).toJSON().baseUrl).toBe(baseUrl.replace(/\/$/, ''));
    },
  );

  it('takes plain HTTP where it is told that something else encrypts', () => {
    const client = createAuthClient({ baseUrl: 'http://auth.internal/api/v1', allowHttp: true });
    expect(client.toJSON()).toEqual({ baseUrl: 'http://auth.internal/api/v1' });
  });

  it('lets no id reach another operation', async () => {
    const { client, service } = await signedInClient();
    for (const sessionId of ['..', '.', '']) {
      await expect(client.call('endMySession', { path: { sessionId } })).rejects.toThrow(TypeError);
    }
    expect(service.calls()).toEqual([]);
    service.on('DELETE /auth/sessions/..%2F..%2Fusers%2Fme%3Fx', ok());
    await client.call('endMySession', { path: { sessionId: '../../users/me?x' } });
    expect(service.calls()).toEqual(['DELETE /auth/sessions/..%2F..%2Fusers%2Fme%3Fx']);
  });

  it('makes a problem of any refusal, also of one that is not of the service', async () => {
    const { client, service } = await signedInClient();
    service.on(ME, () => new Response('<html>Bad gateway</html>', { status: 502 }));
    await expect(client.profile.read()).rejects.toMatchObject({
      status: 502,
      code: 'unrecognized',
      errors: [],
    });
  });
});

describe('lists', () => {
  it('are read page after page as far as one wants, over pages that are empty', async () => {
    const { client, service } = await signedInClient();
    const user = (userId: string) => ({ ...USER, userId });
    service
      .on('GET /admin/users?role=HR', ok({ items: [user('a')], nextCursor: 'one' }))
      .on('GET /admin/users?role=HR&cursor=one', ok({ items: [], nextCursor: 'two' }))
      .on('GET /admin/users?role=HR&cursor=two', ok({ items: [user('b')], nextCursor: null }));
    const ids: string[] = [];
    for await (const { userId } of client.items('listUsers', { query: { role: 'HR' } })) ids.push(userId);
    expect(ids).toEqual(['a', 'b']);
    service.received.length = 0;
    for await (const { userId } of client.items('listUsers', { query: { role: 'HR' } })) {
      expect(userId).toBe('a');
      break;
    }
    expect(service.calls()).toEqual(['GET /admin/users?role=HR']);
  });

  it('that never end are ended', async () => {
    const { client, service } = await signedInClient();
    service
      .on('GET /users/me/activity', ok({ items: [], nextCursor: 'one' }))
      .on('GET /users/me/activity?cursor=one', ok({ items: [], nextCursor: 'one' }));
    await expect(client.profile.activity().next()).rejects.toThrow('same page twice');
  });
});

describe('a profile', () => {
  it('is changed at the version that was read, again where somebody was faster', async () => {
    const { client, service } = await signedInClient();
    service
      .on(
        ME,
        ok({ ...USER, department: 'A' }, { etag: '"1"' }),
        ok({ ...USER, department: 'B' }, { etag: '"2"' }),
      )
      .on('PATCH /users/me', refuse(412, 'precondition_failed'), ok(USER, { etag: '"3"' }));
    const edited = await client.profile.edit(({ department }) => ({ department: `${department ?? ''}!` }));
    expect(edited.etag).toBe('"3"');
    const patches = service.received.filter(({ call }) => call === 'PATCH /users/me');
    expect(patches.map(({ headers, body }) => [headers['if-match'], body])).toEqual([
      ['"1"', { department: 'A!' }],
      ['"2"', { department: 'B!' }],
    ]);
  });

  it('is left alone where others are always faster', async () => {
    const { client, service } = await signedInClient();
    service.on(ME, ok(USER, { etag: '"1"' })).on('PATCH /users/me', refuse(412, 'precondition_failed'));
    await expect(client.profile.edit(() => ({ lastName: 'King' }))).rejects.toMatchObject({ status: 412 });
    expect(service.count('PATCH /users/me')).toBe(3);
  });
});

describe('a service of its own', () => {
  it('is asked through the global fetch where no other is given', async () => {
    const service = new FakeService().on('GET /auth/policy', ok({ social: [] }));
    const spy = jest
      .spyOn(globalThis, 'fetch')
      .mockImplementation((url, init) => service.fetch(url as string, init ?? {}));
    await createAuthClient({ baseUrl: BASE_URL }).policy();
    expect(service.calls()).toEqual(['GET /auth/policy']);
    spy.mockRestore();
  });
});
