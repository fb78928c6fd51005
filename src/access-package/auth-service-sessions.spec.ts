import { Logger } from '@nestjs/common';
import { FakeAuthService } from '../../test/fakes/fake-auth-service.js';
import { FakeClock } from '../../test/fakes/fake-clock.js';
import '../../test/support/node-errors.js';
import type { Caller } from '../shared/caller.js';
import { FRESH_MS } from '../shared/fresh-cache.js';
import { AuthServiceSessions } from './auth-service-sessions.js';

const CALLER: Caller = {
  ipAddress: '192.0.2.7',
  userAgent: 'browser/1',
  requestId: 'request-1',
  userId: 'user-1',
  sessionId: 'family-1',
  groups: ['admin', 'hr'],
  authTime: 0,
  tokenExpiresAt: 1,
  accessToken: 'the-token',
};
/** Of those tests alone in which nobody answers: on a busy machine an answer takes a while. */
const SHORT_TIME_OUT_MS = 200;

describe('AuthServiceSessions', () => {
  let service: FakeAuthService;
  let clock: FakeClock;
  let sessions: AuthServiceSessions;

  beforeAll(() => {
    Logger.overrideLogger(false);
  });
  beforeEach(async () => {
    service = await FakeAuthService.start();
    clock = new FakeClock();
    sessions = new AuthServiceSessions(`${service.url}/`, clock, 20_000);
  });
  afterEach(() => service.close());

  const expectRefused = (code: string, caller = CALLER) =>
    expect(sessions.confirm(caller)).rejects.toHaveProperty('code', code);

  it('asks with the caller’s own token, and says from where the caller came', async () => {
    await sessions.confirm(CALLER);
    expect(service.asked[0]).toMatchObject({
      authorization: 'Bearer the-token',
      'x-forwarded-for': '192.0.2.7',
      'user-agent': 'browser/1',
    });
  });

  it('leaves of the groups of the token those that the caller is still in, and adds none', async () => {
    service.body = { userId: 'user-1', status: 'ACTIVE', groups: ['hr', 'staff', 7] };
    await expect(sessions.confirm(CALLER)).resolves.toEqual({ ...CALLER, groups: ['hr'] });
  });

  it('asks once for all who come at once, and again after four seconds', async () => {
    await Promise.all(Array.from({ length: 20 }, () => sessions.confirm(CALLER)));
    clock.advance(FRESH_MS - 1);
    await sessions.confirm(CALLER);
    expect(service.asked).toHaveLength(1);
    service.refuse(401, 'session_revoked');
    clock.advance(2);
    await expectRefused('session_revoked');
  });

  it.each([
    [401, 'invalid_token', 'invalid_token'],
    [401, 'session_revoked', 'session_revoked'],
    [401, 'session_idle_timeout', 'session_idle_timeout'],
    [403, 'account_disabled', 'account_disabled'],
    [404, 'not_found', 'invalid_token'],
  ])('hands on %i %s as %s, and keeps it', async (status, code, refusal) => {
    service.refuse(status, code);
    await expectRefused(refusal);
    await expectRefused(refusal);
    expect(service.asked).toHaveLength(1);
  });

  it('does not hold the refusal of an expired token against the next one', async () => {
    service.refuse(401, 'invalid_token');
    await expectRefused('invalid_token');
    Object.assign(service, { status: 200, body: { userId: 'user-1', status: 'ACTIVE', groups: [] } });
    await expect(sessions.confirm({ ...CALLER, tokenExpiresAt: 2 })).resolves.toHaveProperty('groups', []);
  });

  it('refuses a disabled account, however it is told', async () => {
    service.body = { userId: 'user-1', status: 'DISABLED', groups: ['admin'] };
    await expectRefused('account_disabled');
  });

  it.each([
    ['somebody else', 200, { userId: 'user-2', status: 'ACTIVE', groups: ['admin'] }],
    ['no groups', 200, { userId: 'user-1', status: 'ACTIVE' }],
    ['nothing', 200, ''],
    ['null', 200, 'null'],
    ['a page', 200, '<html>'],
    ['a page of more than it takes', 200, ' '.repeat(65 * 1024)],
    ['too many requests', 429, { code: 'too_many_requests' }],
    ['a failure', 500, { code: 'internal_error' }],
    ['a failure with a refusal in it', 503, { code: 'session_revoked' }],
    ['a status that says nothing', 204, ''],
    ['no authentication service', 404, { message: 'Cannot GET /api/v1/users/me' }],
  ])('lets nobody in who is answered with %s, and asks again', async (_, status, body) => {
    Object.assign(service, { status, body });
    await expectRefused('service_unavailable');
    await expectRefused('service_unavailable');
    expect(service.asked).toHaveLength(2);
  });

  it('does not follow a redirect, which would take the token elsewhere', async () => {
    service.misbehaviour = (response) => response.writeHead(307, { location: `${service.url}/other` }).end();
    await expectRefused('service_unavailable');
    expect(service.asked).toHaveLength(1);
  });

  it.each([
    ['hangs', () => undefined],
    ['hangs up', (response: { destroy(): unknown }) => response.destroy()],
  ])('lets nobody in while the authentication service %s', async (_, misbehaviour) => {
    sessions = new AuthServiceSessions(service.url, clock, SHORT_TIME_OUT_MS);
    service.misbehaviour = misbehaviour;
    await expectRefused('service_unavailable');
  });

  it('lets no more than a hundred wait, and lets others in afterwards', async () => {
    sessions = new AuthServiceSessions(service.url, clock, SHORT_TIME_OUT_MS);
    service.misbehaviour = () => undefined;
    const waiting = Array.from({ length: 100 }, (_, i) =>
      sessions.confirm({ ...CALLER, sessionId: `s-${i}` }),
    );
    const settled = Promise.allSettled(waiting);
    await expect(sessions.confirm(CALLER)).rejects.toMatchObject({
      code: 'service_unavailable',
      cause: { message: 'Too many callers wait for an answer' },
    });
    await settled;
    service.misbehaviour = undefined;
    // The short time-out of these tests may be too short for the first calls on a busy machine.
    const attempts = Array.from({ length: 20 }, (_, i) => ({ ...CALLER, sessionId: `later-${i}` }));
    let confirmed: unknown;
    for (const caller of attempts) confirmed ??= await sessions.confirm(caller).catch(() => undefined);
    expect(confirmed).toHaveProperty('userId', 'user-1');
  });
});
