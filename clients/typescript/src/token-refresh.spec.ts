import { ApiProblem } from './api-problem.js';
import { SessionEnded } from './session-ended.js';
import { authenticated, breakOff, held, ok, refuse, USER } from './testing/fake-service.js';
import { signedInClient } from './testing/signed-in-client.js';

const ME = 'GET /users/me';
const REFRESH = 'POST /auth/refresh';
/** Past the time when a token of an hour is renewed, before its end. */
const LATE_MS = 3550_000;
const PAST_MS = 3700_000;

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick', 'setImmediate'] });
});

afterEach(() => {
  jest.useRealTimers();
});

describe('an access token that nears its end', () => {
  it('is renewed once, however many ask at the same time', async () => {
    const { client, service } = await signedInClient();
    service.on(REFRESH, ok(authenticated('second'))).on(ME, ok(USER));
    jest.setSystemTime(Date.now() + LATE_MS);
    await Promise.all(Array.from({ length: 20 }, () => client.profile.read()));
    expect(service.count(REFRESH)).toBe(1);
    expect(service.received[0]?.body).toEqual({ refreshToken: 'refresh-first' });
    const used = service.received.filter(({ call }) => call === ME).map(({ token }) => token);
    expect(new Set(used)).toEqual(new Set(['access-second']));
  });

  it('is renewed with the newest refresh token each time', async () => {
    const { client, service } = await signedInClient();
    service.on(REFRESH, ok(authenticated('second')), ok(authenticated('third'))).on(ME, ok(USER));
    for (let i = 0; i < 2; i += 1) {
      jest.setSystemTime(Date.now() + LATE_MS);
      await client.profile.read();
    }
    const sent = service.received.filter(({ call }) => call === REFRESH).map(({ body }) => body);
    expect(sent).toEqual([{ refreshToken: 'refresh-first' }, { refreshToken: 'refresh-second' }]);
  });

  it('is used on where the service cannot renew it for the moment', async () => {
    const { client, service } = await signedInClient({ retry: { maxTries: 1 } });
    service.on(REFRESH, refuse(503, 'service_unavailable')).on(ME, ok(USER));
    jest.setSystemTime(Date.now() + LATE_MS);
    await expect(client.accessToken()).resolves.toBe('access-first');
    jest.setSystemTime(Date.now() + PAST_MS - LATE_MS);
    await expect(client.accessToken()).rejects.toMatchObject({ code: 'service_unavailable' });
    await expect(client.isSignedIn()).resolves.toBe(true);
  });

  it('is not lost with the answer to a refresh', async () => {
    const { client, service } = await signedInClient();
    service.on(REFRESH, breakOff, ok(authenticated('second')));
    jest.setSystemTime(Date.now() + PAST_MS);
    const asked = client.accessToken();
    await jest.advanceTimersByTimeAsync(1_000);
    await expect(asked).resolves.toBe('access-second');
    expect(service.count(REFRESH)).toBe(2);
  });

  it('lets one caller give up without taking it from the others', async () => {
    const { client, service } = await signedInClient();
    const slow = held(ok(authenticated('second')));
    service.on(REFRESH, slow.reply);
    jest.setSystemTime(Date.now() + PAST_MS);
    const impatient = new AbortController();
    const first = client.accessToken({ signal: impatient.signal });
    const second = client.accessToken();
    impatient.abort(new Error('no more'));
    await expect(first).rejects.toThrow('no more');
    slow.release();
    await expect(second).resolves.toBe('access-second');
  });
});

describe('a token that the service refuses', () => {
  it('is renewed, and the call repeated, once', async () => {
    const { client, service } = await signedInClient();
    service.on(ME, refuse(401, 'invalid_token')).on(REFRESH, ok(authenticated('second')));
    await expect(client.profile.read()).rejects.toMatchObject({ code: 'invalid_token' });
    expect(service.calls()).toEqual([ME, REFRESH, ME]);
    expect(service.received[2]?.token).toBe('access-second');
  });

  it('is renewed once for calls that were refused together', async () => {
    const { client, service } = await signedInClient();
    service.on(REFRESH, ok(authenticated('second')));
    service.on(ME, (request) =>
      (request.token === 'access-first' ? refuse(401, 'invalid_token') : ok(USER))(request),
    );
    await Promise.all(Array.from({ length: 10 }, () => client.profile.read()));
    expect(service.count(REFRESH)).toBe(1);
    expect(service.count(ME)).toBe(20);
  });

  it.each(['session_revoked', 'session_idle_timeout', 'account_disabled'] as const)(
    'ends the session at %s, and says so once',
    async (code) => {
      const { client, service, ends } = await signedInClient();
      service.on(ME, refuse(code === 'account_disabled' ? 403 : 401, code));
      const calls = await Promise.allSettled([client.profile.read(), client.profile.read()]);
      expect(calls.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
      expect(ends).toEqual([code]);
      await expect(client.isSignedIn()).resolves.toBe(false);
      await expect(client.profile.read()).rejects.toThrow(SessionEnded);
      expect(service.count(REFRESH)).toBe(0);
    },
  );
});

describe('a refused refresh', () => {
  it('ends the session for all who wait, and tells the listeners once', async () => {
    const { client, service, ends } = await signedInClient();
    service.on(REFRESH, refuse(401, 'invalid_refresh_token'));
    jest.setSystemTime(Date.now() + LATE_MS);
    const calls = await Promise.allSettled([client.accessToken(), client.accessToken()]);
    expect(calls).toEqual([
      { status: 'rejected', reason: expect.any(SessionEnded) as unknown },
      { status: 'rejected', reason: expect.any(SessionEnded) as unknown },
    ]);
    expect(ends).toEqual(['invalid_refresh_token']);
    expect(service.count(REFRESH)).toBe(1);
  });

  it('says what the service said', async () => {
    const { client, service } = await signedInClient();
    service.on(REFRESH, refuse(401, 'session_revoked'));
    jest.setSystemTime(Date.now() + PAST_MS);
    const end = await client.accessToken().catch((error: unknown) => error as SessionEnded);
    expect(end).toMatchObject({ reason: 'session_revoked', cause: expect.any(ApiProblem) as unknown });
  });

  it.each([429, 500, 503])('is none at %s: the session stays', async (status) => {
    const { client, service, ends } = await signedInClient({ retry: { maxTries: 1 } });
    service.on(REFRESH, refuse(status, status === 429 ? 'too_many_requests' : 'internal_error'));
    jest.setSystemTime(Date.now() + PAST_MS);
    await expect(client.accessToken()).rejects.toThrow(ApiProblem);
    expect(ends).toEqual([]);
    await expect(client.isSignedIn()).resolves.toBe(true);
  });
});

describe('somebody who signs out while a refresh is under way', () => {
  it('stays signed out when its answer comes', async () => {
    const { client, service, ends } = await signedInClient();
    const slow = held(ok(authenticated('second')));
    service.on(REFRESH, slow.reply).on('POST /auth/logout', ok());
    jest.setSystemTime(Date.now() + PAST_MS);
    const waiting = client.profile.read();
    await Promise.resolve();
    await client.signOut();
    slow.release();
    await expect(waiting).rejects.toMatchObject({ reason: 'signed_out' });
    await expect(client.isSignedIn()).resolves.toBe(false);
    expect(ends).toEqual([]);
    expect(service.count(ME)).toBe(0);
  });

  it('leaves no call of theirs to the next person', async () => {
    const { client, service } = await signedInClient();
    const slow = held(ok(authenticated('second')));
    const other = { ...USER, userId: 'user-2' };
    service
      .on(REFRESH, slow.reply)
      .on('POST /auth/logout', ok())
      .on('POST /auth/login', ok(authenticated('other', 3600, other)))
      .on('DELETE /users/me', ok());
    jest.setSystemTime(Date.now() + PAST_MS);
    const erasure = client.profile.erase();
    await Promise.resolve();
    await client.signOut();
    await client.signIn({ email: 'bob@example.com', password: 'b-password' });
    slow.release();
    await expect(erasure).rejects.toThrow(SessionEnded);
    expect(service.count('DELETE /users/me')).toBe(0);
    await expect(client.accessToken()).resolves.toBe('access-other');
  });
});
