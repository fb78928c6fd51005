import { Administrator } from '../support/administrator.js';
import { type AuthResult, Journey, newEmail, PASSWORD } from '../support/journey.js';
import { RunningService } from '../support/running-service.js';

const NEW_PASSWORD = 'another-Horse-8-battery';

describe('administrators', () => {
  let service: RunningService;
  let journey: Journey;
  let admin: Administrator;

  const person = (more: object = {}) => ({
    email: newEmail(),
    firstName: 'Grace',
    lastName: 'Hopper',
    role: 'Manager',
    ...more,
  });
  const login = async (email: string, password = PASSWORD) => {
    const { status, body } = await journey.api.post('/auth/login', { email, password });
    return [status, body['code'] ?? body['status']];
  };

  beforeAll(async () => {
    service = await RunningService.start();
    journey = new Journey(service.origin, service.cognito);
    admin = await Administrator.signIn(journey, 'admin@example.com', service.adminPassword);
    for (const name of ['hr', 'staff']) await admin.call('POST', '/groups', { name });
  });

  afterAll(() => service.stopAndForget());

  describe('invite', () => {
    it('somebody, who chooses a password and is in with role and groups', async () => {
      const invited = person({ department: 'Navy', employeeId: 'E-1', groups: ['hr'] });
      const answer = await admin.call('POST', '/users', invited);
      expect(answer.status).toBe(201);
      expect(answer.body).toMatchObject({
        ...invited,
        status: 'UNCONFIRMED',
        emailVerified: true,
        lastLoginAt: null,
      });
      const { userId } = answer.body;
      expect(answer.headers.get('location')).toBe(`/api/v1/admin/users/${String(userId)}`);
      const read = await admin.get(`/users/${String(userId)}`);
      expect(read.body).toEqual(answer.body);

      const temporary = await journey.mailedCode(invited.email);
      const first = await journey.login(invited.email, temporary);
      expect(first.status).toBe('NEW_PASSWORD_REQUIRED');
      const { session } = first;
      const kept = await journey.api.post('/auth/new-password', { session, newPassword: temporary });
      expect([kept.status, kept.body['code']]).toEqual([400, 'password_reused']);
      const done = await journey.api.post<AuthResult>('/auth/new-password', {
        session,
        newPassword: PASSWORD,
      });
      expect(done.body.user).toMatchObject({ ...invited, userId, status: 'ACTIVE' });
      expect(await login(invited.email)).toEqual([200, 'AUTHENTICATED']);
      expect(await login(invited.email, temporary)).toEqual([401, 'invalid_credentials']);
    });

    it('again whoever has not come yet, with a new password and what is said now', async () => {
      const invited = person();
      const first = await admin.call('POST', '/users', invited);
      const before = await journey.mailedCode(invited.email);
      const again = { ...invited, role: 'HR', lastName: 'Murray', groups: ['staff'] };
      const second = await admin.call('POST', '/users', again);
      expect([second.status, second.body['userId']]).toEqual([201, first.body['userId']]);
      expect(second.body).toMatchObject(again);
      const after = await journey.mailedCode(invited.email);
      expect(after).not.toBe(before);
      expect(await login(invited.email, before)).toEqual([401, 'invalid_credentials']);
      expect(await login(invited.email, after)).toEqual([200, 'NEW_PASSWORD_REQUIRED']);
    });

    it('nobody who has an account', async () => {
      const { email } = await journey.newPerson();
      expect(await admin.outcome('POST', '/users', person({ email }))).toEqual([409, 'user_already_exists']);
      const waiting = newEmail();
      await journey.register(waiting);
      const taken = await admin.outcome('POST', '/users', person({ email: waiting.toUpperCase() }));
      expect(taken).toEqual([409, 'user_already_exists']);
    });

    it('nobody into roles and groups that do not exist', async () => {
      for (const wrong of [
        { role: 'Emperor' },
        { groups: ['nowhere'] },
        { groups: ['hr', 'hr'] },
        { groups: 'hr' },
        { groups: null },
      ]) {
        const invited = person(wrong);
        expect(await admin.outcome('POST', '/users', invited)).toEqual([400, 'validation_failed']);
        expect(await login(invited.email)).toEqual([401, 'invalid_credentials']);
        expect((await admin.get<{ items: [] }>(`/users?email=${invited.email}`)).body.items).toEqual([]);
      }
    });
  });

  describe('change', () => {
    it('what is business data, and names in Cognito too', async () => {
      const { email, user } = await journey.newPerson({ department: 'Engineering' });
      const changes = {
        firstName: 'Augusta',
        lastName: 'King',
        role: 'HR',
        department: null,
        employeeId: 'E-9',
      };
      const answer = await admin.call('PATCH', `/users/${user.userId}`, changes);
      expect([answer.status, answer.body]).toEqual([200, expect.objectContaining(changes)]);
      const { tokens } = await journey.login(email);
      const claims = JSON.parse(
        Buffer.from(tokens.idToken.split('.')[1] ?? '', 'base64url').toString(),
      ) as object;
      expect(claims).toMatchObject({ given_name: 'Augusta', family_name: 'King' });
    });

    it('nothing that somebody else has changed since, where they say so', async () => {
      const { user } = await journey.newPerson();
      const path = `/admin/users/${user.userId}`;
      const etag = (await admin.get(`/users/${user.userId}`)).headers.get('etag') ?? '';
      const change = (role: string) =>
        journey.api.patch(path, { role }, { token: admin.token, headers: { 'if-match': etag } });
      const first = await change('HR');
      expect([first.status, first.headers.get('etag') === etag]).toEqual([200, false]);
      const second = await change('Manager');
      expect([second.status, second.body['code']]).toEqual([412, 'precondition_failed']);
    });

    it.each([{ role: 'Emperor' }, { role: null }, { email: 'x@example.com' }, { status: 'ACTIVE' }])(
      'nothing else, such as %j',
      async (change) => {
        const { user } = await journey.newPerson();
        const outcome = await admin.outcome('PATCH', `/users/${user.userId}`, change);
        expect(outcome).toEqual([400, 'validation_failed']);
      },
    );
  });

  describe('erase', () => {
    it('somebody, who is told, and whose address is free again', async () => {
      const { email, user, tokens } = await journey.newPersonWithFactor();
      expect(await admin.outcome('DELETE', `/users/${user.userId}`)).toEqual([204, undefined]);
      const token = tokens.accessToken;
      expect((await journey.api.get('/users/me', { token })).status).toBe(401);
      expect(await login(email)).toEqual([401, 'invalid_credentials']);
      expect(await admin.outcome('GET', `/users/${user.userId}`)).toEqual([404, 'not_found']);
      expect(await admin.outcome('DELETE', `/users/${user.userId}`)).toEqual([404, 'not_found']);
      expect(await journey.notices(email)).toContain('Your account was erased');
      const events = await admin.events({ userId: user.userId, type: 'admin.erase_user' });
      expect(events.map(({ outcome, actorId }) => [outcome, actorId])).toEqual([
        ['FAILURE', admin.userId],
        ['SUCCESS', admin.userId],
      ]);

      await journey.register(email);
      await journey.confirm(email);
      expect((await journey.login(email)).user.userId).not.toBe(user.userId);
    });
  });

  it('leave a trace of everything they do and of everything that is refused to them', async () => {
    const { user } = await journey.newPerson();
    const { userId } = user;
    await admin.get(`/users/${userId}`);
    await admin.call('PATCH', `/users/${userId}`, { role: 'HR' });
    await admin.call('PATCH', `/users/${userId}`, { role: 'Emperor' });
    await admin.call('PUT', `/users/${userId}/groups/hr`);
    await admin.call('PUT', `/users/${userId}/groups/nowhere`);
    await admin.get('/users?role=HR');
    const about = await admin.events({ userId, limit: '5' });
    expect(about.map(({ type, outcome, details }) => [type, outcome, details])).toEqual([
      ['admin.add_to_group', 'FAILURE', { group: 'nowhere', reason: 'not_found' }],
      ['admin.add_to_group', 'SUCCESS', { group: 'hr' }],
      ['admin.update_user', 'FAILURE', { fields: 'role', reason: 'validation_failed' }],
      ['admin.update_user', 'SUCCESS', { fields: 'role' }],
      ['admin.read_user', 'SUCCESS', {}],
    ]);
    expect(new Set(about.map(({ actorId }) => actorId))).toEqual(new Set([admin.userId]));
    const [listed] = await admin.events({ type: 'admin.list_users', limit: '1' });
    expect(listed).toMatchObject({ outcome: 'SUCCESS', userId: null, details: { filters: 'role' } });
  });

  it('make the set-up of a new factor come next where they took one away', async () => {
    const { user, tokens, app, recoveryCodes, email } = await journey.newPersonWithFactor();
    const { session } = await journey.login(email);
    expect(await admin.act('reset-mfa', user.userId)).toEqual([204, undefined]);
    expect(await admin.act('reset-mfa', user.userId)).toEqual([204, undefined]);
    expect((await journey.api.get('/users/me', { token: tokens.accessToken })).status).toBe(401);
    const { refreshToken } = tokens;
    expect((await journey.api.post('/auth/refresh', { refreshToken })).status).toBe(401);
    const recover = await journey.api.post('/auth/mfa/recover', { session, recoveryCode: recoveryCodes[0] });
    expect(recover.status).toBe(401);
    const verify = await journey.api.post('/auth/mfa/verify', { session, code: await app.nextCode() });
    expect(verify.status).toBe(401);
    const again = await journey.login(email);
    expect([again.status, again.user['mfaEnabled']]).toEqual(['AUTHENTICATED', false]);
    expect(await journey.notices(email)).toContain('A second sign-in step was removed');
  });

  it('have passwords reset without ever seeing one', async () => {
    const { user, tokens, email } = await journey.newPerson();
    expect(await admin.act('reset-password', user.userId)).toEqual([204, undefined]);
    expect((await journey.api.get('/users/me', { token: tokens.accessToken })).status).toBe(401);
    expect(await login(email)).toEqual([403, 'password_reset_required']);
    expect(await login(email, 'wrong-Horse-9-battery')).toEqual([401, 'invalid_credentials']);
    const mailed = await journey.mailedCode(email);
    await journey.api.post('/auth/forgot-password', { email });
    const code = await journey.mailedCode(email);
    expect(code).not.toBe(mailed);
    const reset = await journey.api.post('/auth/reset-password', { email, code, newPassword: NEW_PASSWORD });
    expect(reset.status).toBe(204);
    expect(await login(email, NEW_PASSWORD)).toEqual([200, 'AUTHENTICATED']);
    expect(await login(email)).toEqual([401, 'invalid_credentials']);
  });
});
