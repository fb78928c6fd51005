import { Administrator } from '../support/administrator.js';
import { Journey, newEmail, PASSWORD } from '../support/journey.js';
import { RunningService } from '../support/running-service.js';

interface Listed {
  readonly items: readonly { readonly sessionId: string; readonly current: boolean }[];
  readonly nextCursor: string | null;
}

const DONE = [204, undefined];

describe('what administrators do to an account', () => {
  let service: RunningService;
  let journey: Journey;
  let admin: Administrator;

  const login = async (email: string, password = PASSWORD) => {
    const { status, body } = await journey.api.post('/auth/login', { email, password });
    return [status, body['code'] ?? body['status']];
  };
  const me = async (token: string) => {
    const { status, body } = await journey.api.get('/users/me', { token });
    return [status, body['code'] ?? body['status']];
  };

  beforeAll(async () => {
    service = await RunningService.start({ env: { LOCK_AFTER: '3' } });
    journey = new Journey(service.origin, service.cognito);
    admin = await Administrator.signIn(journey, 'admin@example.com', service.adminPassword);
  });

  afterAll(() => service.stopAndForget());

  it('disable: refused from then on, and told so only with the right password; enable: in again', async () => {
    const { email, user, tokens } = await journey.newPerson();
    expect(await admin.act('disable', user.userId)).toEqual(DONE);
    expect(await admin.act('disable', user.userId)).toEqual(DONE);
    expect((await me(tokens.accessToken))[0]).toBe(401);
    expect(await login(email)).toEqual([403, 'account_disabled']);
    expect(await login(email, 'wrong-Horse-9-battery')).toEqual([401, 'invalid_credentials']);
    const { refreshToken } = tokens;
    expect((await journey.api.post('/auth/refresh', { refreshToken })).status).toBeGreaterThanOrEqual(401);
    const read = await admin.get(`/users/${user.userId}`);
    expect(read.body['status']).toBe('DISABLED');

    expect(await admin.act('enable', user.userId)).toEqual(DONE);
    expect(await admin.act('enable', user.userId)).toEqual(DONE);
    expect((await me(tokens.accessToken))[0]).toBe(401);
    expect(await login(email)).toEqual([200, 'AUTHENTICATED']);
  });

  it('enable: leaves a sign-up and an invitation unconfirmed', async () => {
    const email = newEmail();
    await journey.register(email);
    const invited = await admin.call<{ userId: string }>('POST', '/users', {
      email: newEmail(),
      firstName: 'Grace',
      lastName: 'Hopper',
      role: 'HR',
    });
    const { body } = await admin.get<{ items: { userId: string }[] }>(`/users?email=${email}`);
    for (const userId of [body.items[0]?.userId ?? '', invited.body.userId]) {
      expect(await admin.act('disable', userId)).toEqual(DONE);
      expect(await admin.act('enable', userId)).toEqual(DONE);
      expect((await admin.get(`/users/${userId}`)).body['status']).toBe('UNCONFIRMED');
    }
  });

  it('confirm: in place of the mailed code', async () => {
    const email = newEmail();
    await journey.register(email);
    const { body } = await admin.get<{ items: { userId: string }[] }>(`/users?email=${email}`);
    const userId = body.items[0]?.userId ?? '';
    expect(await admin.act('confirm', userId)).toEqual(DONE);
    expect(await admin.act('confirm', userId)).toEqual(DONE);
    const read = await admin.get(`/users/${userId}`);
    expect(read.body).toMatchObject({ status: 'ACTIVE', emailVerified: true });
    expect(await login(email)).toEqual([200, 'AUTHENTICATED']);
  });

  it('confirm: does not take up an invitation', async () => {
    const email = newEmail();
    const person = { email, firstName: 'Grace', lastName: 'Hopper', role: 'HR' };
    const { body } = await admin.call<{ userId: string }>('POST', '/users', person);
    expect(await admin.act('confirm', body.userId)).toEqual(DONE);
    expect((await admin.get(`/users/${body.userId}`)).body['status']).toBe('UNCONFIRMED');
    const temporary = await journey.mailedCode(email);
    expect(await login(email, temporary)).toEqual([200, 'NEW_PASSWORD_REQUIRED']);
  });

  it('reset-password: mails an invitation that was not taken up again', async () => {
    const email = newEmail();
    const person = { email, firstName: 'Grace', lastName: 'Hopper', role: 'HR' };
    const { body } = await admin.call<{ userId: string }>('POST', '/users', person);
    const before = await journey.mailedCode(email);
    expect(await admin.act('reset-password', body.userId)).toEqual(DONE);
    const after = await journey.mailedCode(email);
    expect(after).not.toBe(before);
    expect(await login(email, after)).toEqual([200, 'NEW_PASSWORD_REQUIRED']);
  });

  it('unlock: in again before the time is over', async () => {
    const { email, user } = await journey.newPerson();
    for (let attempt = 0; attempt < 3; attempt += 1) await login(email, 'wrong-Horse-9-battery');
    expect(await login(email)).toEqual([423, 'account_locked']);
    expect(await admin.act('unlock', user.userId)).toEqual(DONE);
    expect(await admin.act('unlock', user.userId)).toEqual(DONE);
    expect(await login(email)).toEqual([200, 'AUTHENTICATED']);
  });

  it('sign-out: every session, and nobody else’s', async () => {
    const [person, other] = [await journey.newPerson(), await journey.newPerson()];
    const second = await journey.login(person.email);
    expect(await admin.act('sign-out', person.user.userId)).toEqual(DONE);
    expect(await admin.act('sign-out', person.user.userId)).toEqual(DONE);
    for (const { tokens } of [person, second]) {
      expect(await me(tokens.accessToken)).toEqual([401, 'session_revoked']);
      const { refreshToken } = tokens;
      expect((await journey.api.post('/auth/refresh', { refreshToken })).status).toBe(401);
    }
    expect(await me(other.tokens.accessToken)).toEqual([200, 'ACTIVE']);
    expect(await login(person.email)).toEqual([200, 'AUTHENTICATED']);
  });

  it('sessions: seen page by page and ended one by one', async () => {
    const [person, other] = [await journey.newPerson(), await journey.newPerson()];
    const second = await journey.login(person.email);
    const path = `/users/${person.user.userId}/sessions`;
    const first = await admin.get<Listed>(`${path}?limit=1`);
    const rest = await admin.get<Listed>(`${path}?limit=1&cursor=${first.body.nextCursor ?? ''}`);
    const items = [...first.body.items, ...rest.body.items];
    expect([items.length, rest.body.nextCursor, items.some(({ current }) => current)]).toEqual([
      2,
      null,
      false,
    ]);
    const foreign = await admin.outcome(
      'GET',
      `/users/${other.user.userId}/sessions?cursor=${first.body.nextCursor ?? ''}`,
    );
    expect(foreign).toEqual([400, 'validation_failed']);

    const [newest] = items.map(({ sessionId }) => sessionId);
    expect(await admin.outcome('DELETE', `/users/${other.user.userId}/sessions/${newest}`)).toEqual([
      404,
      'not_found',
    ]);
    expect(await me(second.tokens.accessToken)).toEqual([200, 'ACTIVE']);
    expect(await admin.outcome('DELETE', `${path}/${newest}`)).toEqual(DONE);
    expect(await admin.outcome('DELETE', `${path}/${newest}`)).toEqual(DONE);
    expect(await me(second.tokens.accessToken)).toEqual([401, 'session_revoked']);
    expect(await me(person.tokens.accessToken)).toEqual([200, 'ACTIVE']);
    const [ended] = await admin.events({ userId: person.user.userId, type: 'admin.revoke_session' });
    expect(ended?.details).toEqual({ ended: newest });
  });

  it('reaches whoever has no profile yet, such as an administrator who never signed in', async () => {
    const other = await Administrator.make(journey, service.cognito);
    expect(await admin.act('sign-out', other.userId)).toEqual(DONE);
    expect(await admin.get<Listed>(`/users/${other.userId}/sessions`)).toMatchObject({ status: 200 });
  });
});
