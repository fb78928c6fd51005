import { authenticated, breakOff, ok, refuse, USER } from './testing/fake-service.js';
import { signedInClient } from './testing/signed-in-client.js';

const ME = 'GET /users/me';
const busy = (status: 429 | 503, retryAfter?: string) =>
  refuse(
    status,
    status === 429 ? 'too_many_requests' : 'service_unavailable',
    retryAfter === undefined ? {} : { 'retry-after': retryAfter },
  );

/** Taken up at once, so that it is no unhandled one while the time goes on. */
const failureOf = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => undefined,
    (error: unknown) => error,
  );

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick', 'setImmediate'] });
});

afterEach(() => {
  jest.useRealTimers();
});

describe('a call that may be repeated', () => {
  it.each([429, 503] as const)(
    'waits after %s as long as Retry-After says, and tries again',
    async (status) => {
      const { client, service } = await signedInClient();
      service.on(ME, busy(status, '3'), ok(USER));
      const read = client.profile.read();
      await jest.advanceTimersByTimeAsync(2_999);
      expect(service.count(ME)).toBe(1);
      await jest.advanceTimersByTimeAsync(1_000);
      await expect(read).resolves.toMatchObject({ profile: USER });
      expect(service.count(ME)).toBe(2);
    },
  );

  it('understands a date in Retry-After', async () => {
    const { client, service } = await signedInClient();
    service.on(ME, busy(503, new Date(Date.now() + 4_000).toUTCString()), ok(USER));
    const read = client.profile.read();
    await jest.advanceTimersByTimeAsync(2_500);
    expect(service.count(ME)).toBe(1);
    await jest.advanceTimersByTimeAsync(3_000);
    await expect(read).resolves.toMatchObject({ profile: USER });
  });

  it('is tried three times at most', async () => {
    const { client, service } = await signedInClient();
    service.on(ME, busy(503, '1'));
    const failure = failureOf(client.profile.read());
    await jest.advanceTimersByTimeAsync(60_000);
    expect(await failure).toMatchObject({ status: 503, retryAfterSeconds: 1 });
    expect(service.count(ME)).toBe(3);
  });

  it('does not wait longer than it may: a server cannot hold a page for an hour', async () => {
    const { client, service } = await signedInClient();
    service.on(ME, busy(429, '3600'));
    await expect(client.profile.read()).rejects.toMatchObject({ retryAfterSeconds: 3600 });
    expect(service.count(ME)).toBe(1);
  });

  it('is tried again where no answer came, and stops with the signal of the caller', async () => {
    const { client, service } = await signedInClient();
    service.on(ME, breakOff);
    const controller = new AbortController();
    const failure = failureOf(client.profile.read({ signal: controller.signal }));
    await jest.advanceTimersByTimeAsync(100);
    controller.abort(new Error('enough'));
    expect(await failure).toMatchObject({ message: 'enough' });
    await jest.advanceTimersByTimeAsync(60_000);
    expect(service.count(ME)).toBe(1);
  });

  it('is not tried again after a refusal that waiting does not mend', async () => {
    const { client, service } = await signedInClient();
    service.on(ME, refuse(500, 'internal_error'));
    await expect(client.profile.read()).rejects.toMatchObject({ code: 'internal_error' });
    expect(service.count(ME)).toBe(1);
  });
});

describe('a refresh', () => {
  it('is not repeated after the minute in which the service takes a spent token again', async () => {
    const { client, service } = await signedInClient({ timeoutMs: 30_000, expiresIn: 0 });
    service.on('POST /auth/refresh', () => new Promise<Response>(() => undefined));
    const failure = failureOf(client.profile.read());
    await jest.advanceTimersByTimeAsync(120_000);
    expect(await failure).toMatchObject({ reason: 'timeout' });
    expect(service.count('POST /auth/refresh')).toBe(2);
  });
});

describe('a call that uses something up', () => {
  it.each([busy(429, '1'), busy(503, '1'), breakOff])('is sent once', async (reply) => {
    const { client, service } = await signedInClient();
    const calls: Record<string, () => Promise<unknown>> = {
      'POST /auth/login': () => client.signIn({ email: 'ada@example.com', password: 'p' }),
      'POST /auth/reset-password': () =>
        client.resetPassword({ email: 'ada@example.com', code: '123456', newPassword: 'p' }),
      'POST /auth/mfa/totp/verify': () => client.call('verifyTotp', { body: { code: '123456' } }),
      'POST /auth/forgot-password': () => client.forgotPassword('ada@example.com'),
    };
    for (const [call, make] of Object.entries(calls)) {
      service.on(call, reply);
      const failure = failureOf(make());
      await jest.advanceTimersByTimeAsync(60_000);
      expect(await failure).toBeInstanceOf(Error);
      expect([call, service.count(call)]).toEqual([call, 1]);
    }
  });
});

describe('a service that does not answer', () => {
  it('is given up after the time, and after each try anew', async () => {
    const { client, service } = await signedInClient({ timeoutMs: 1_000 });
    service.on(ME, () => new Promise<Response>(() => undefined));
    const failure = failureOf(client.profile.read());
    await jest.advanceTimersByTimeAsync(30_000);
    expect(await failure).toMatchObject({ reason: 'timeout' });
    expect(service.count(ME)).toBe(3);
    expect(service.received.every(({ init }) => init.signal?.aborted === true)).toBe(true);
  });

  it('is given up in the middle of an answer too', async () => {
    const { client, service } = await signedInClient({ timeoutMs: 1_000, retry: { maxTries: 1 } });
    const endless = new ReadableStream({
      start: (body) => {
        body.enqueue(new TextEncoder().encode('{'));
      },
    });
    service.on(ME, () => new Response(endless));
    const failure = failureOf(client.profile.read());
    await jest.advanceTimersByTimeAsync(1_000);
    expect(await failure).toMatchObject({ reason: 'timeout' });
  });

  it('does not call where the signal has ended already', async () => {
    const { client, service } = await signedInClient();
    service.on('POST /auth/refresh', ok(authenticated('second')));
    await expect(client.profile.read({ signal: AbortSignal.abort(new Error('over')) })).rejects.toThrow(
      'over',
    );
    expect(service.calls()).toEqual([]);
  });
});
