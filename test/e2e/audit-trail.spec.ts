import type { Answer } from '../support/api-client.js';
import { Administrator } from '../support/administrator.js';
import { type AuthResult, Journey, newEmail, PASSWORD, type PersonWithFactor } from '../support/journey.js';
import { RunningService } from '../support/running-service.js';
import { type Call, WatchedTrail } from '../support/watched-trail.js';

const NEW_PASSWORD = 'another-Horse-8-battery';
const WRONG = 'wrong-Horse-1-battery';

describe('the audit trail', () => {
  let service: RunningService;
  let journey: Journey;
  let admin: Administrator;
  let trail: WatchedTrail;
  /** Everything that must be in no event. */
  const secrets: string[] = [PASSWORD, NEW_PASSWORD, WRONG];

  beforeAll(async () => {
    service = await RunningService.start();
    journey = new Journey(service.origin, service.cognito);
    admin = await Administrator.signIn(journey, 'admin@example.com', service.adminPassword);
    trail = new WatchedTrail(journey, admin);
    secrets.push(admin.token, service.adminPassword);
  });

  afterAll(() => service.stopAndForget());

  /** Makes a call and answers what its events say, sorted, with what every event must have. */
  async function eventsOf(...call: Call): Promise<{ answer: Answer; events: unknown[] }> {
    const { answer, events, startedAt, userAgent } = await trail.call(...call);
    for (const event of events) {
      expect(event).toMatchObject({ ipAddress: '127.0.0.1', userAgent });
      expect(Date.parse(event.time)).toBeGreaterThanOrEqual(startedAt);
      expect(event.time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    }
    const said = events.map(({ type, outcome, userId, actorId, details }) => [
      type,
      outcome,
      userId,
      actorId,
      ...('reason' in details ? [details['reason']] : []),
    ]);
    return { answer, events: said.sort() };
  }

  async function expectEvents(call: Call, ...expected: unknown[]): Promise<Answer> {
    const { answer, events } = await eventsOf(...call);
    expect([call[1], events]).toEqual([call[1], expected.sort()]);
    return answer;
  }

  it('has sign-up, confirmation and new codes, with who, whom, from where, when and the request', async () => {
    const email = newEmail();
    const form = { email, password: PASSWORD, firstName: 'Ada', lastName: 'Lovelace', acceptTerms: true };
    const { answer, events } = await eventsOf('POST', '/auth/register', form);
    const userId = String(answer.body['userId']);
    expect(events).toEqual([['user.registered', 'SUCCESS', userId, userId]]);
    await expectEvents(['POST', '/auth/register', form], ['user.registered', 'FAILURE', null, null]);
    await expectEvents(
      ['POST', '/auth/resend-code', { email }],
      ['user.code_resent', 'SUCCESS', userId, null],
    );
    const code = await journey.mailedCode(email);
    secrets.push(code);
    const wrong = { email, code: code === '0000' ? '1111' : '0000' };
    await expectEvents(
      ['POST', '/auth/confirm', wrong],
      ['user.confirmed', 'FAILURE', null, null, 'code_mismatch'],
    );
    await expectEvents(
      ['POST', '/auth/confirm', { email, code }],
      ['user.confirmed', 'SUCCESS', userId, null],
    );
  });

  it('has every sign-in, refresh and sign-out, made and refused', async () => {
    const { email, user } = await journey.newPerson();
    const { userId } = user;
    await expectEvents(
      ['POST', '/auth/login', { email, password: WRONG }],
      ['login.failed', 'FAILURE', userId, null, 'invalid_credentials'],
    );
    await expectEvents(
      ['POST', '/auth/login', { email: newEmail(), password: WRONG }],
      ['login.failed', 'FAILURE', null, null, 'invalid_credentials'],
    );
    const login = await expectEvents(
      ['POST', '/auth/login', { email, password: PASSWORD }],
      ['login.succeeded', 'SUCCESS', userId, userId],
    );
    const { tokens } = login.body as unknown as AuthResult;
    secrets.push(tokens.accessToken, tokens.idToken, tokens.refreshToken);
    const refreshed = await expectEvents(
      ['POST', '/auth/refresh', { refreshToken: tokens.refreshToken }],
      ['token.refreshed', 'SUCCESS', userId, userId],
    );
    const fresh = (refreshed.body as unknown as AuthResult).tokens;
    const { events } = await eventsOf('POST', '/auth/refresh', { refreshToken: 'not-a-token' });
    expect(events).toEqual([['token.refresh_failed', 'FAILURE', null, null, 'invalid_refresh_token']]);
    const { items } = (
      await journey.api.get<{ items: { sessionId: string; current: boolean }[] }>('/auth/sessions', {
        token: fresh.accessToken,
      })
    ).body;
    const other = items.find(({ current }) => !current)?.sessionId ?? '';
    await expectEvents(
      ['DELETE', `/auth/sessions/${other}`, undefined, fresh.accessToken],
      ['session.revoked', 'SUCCESS', userId, userId],
    );
    await expectEvents(
      ['POST', '/auth/logout', {}, fresh.accessToken],
      ['logout', 'SUCCESS', userId, userId],
    );
    const last = await journey.login(email);
    await expectEvents(
      ['POST', '/auth/logout-all', undefined, last.tokens.accessToken],
      ['logout.all', 'SUCCESS', userId, userId],
    );
    for (let i = 0; i < 4; i += 1) await journey.api.post('/auth/login', { email, password: WRONG });
    await expectEvents(
      ['POST', '/auth/login', { email, password: WRONG }],
      ['login.failed', 'FAILURE', userId, null, 'invalid_credentials'],
      ['login.locked', 'FAILURE', userId, null, 'invalid_credentials'],
    );
  });

  it('has every second factor, proved, failed, added and taken away', async () => {
    const person: PersonWithFactor = await journey.newPersonWithFactor();
    const { email, user, app } = person;
    const { userId } = user;
    secrets.push(app.secret, ...person.recoveryCodes);
    const enrolled = await trail.search({ userId, type: 'mfa.enrolled' });
    expect(enrolled.body.items).toHaveLength(1);
    const { session } = await journey.login(email);
    secrets.push(session);
    await expectEvents(
      ['POST', '/auth/mfa/verify', { session, code: '000000' }],
      ['mfa.failed', 'FAILURE', userId, null, 'mfa_code_mismatch'],
    );
    const again = await journey.login(email);
    const verified = await expectEvents(
      ['POST', '/auth/mfa/verify', { session: again.session, code: await app.nextCode() }],
      ['login.succeeded', 'SUCCESS', userId, userId],
      ['mfa.verified', 'SUCCESS', userId, userId],
    );
    const token = (verified.body as unknown as AuthResult).tokens.accessToken;
    secrets.push(token);
    const codes = await expectEvents(
      ['POST', '/auth/mfa/recovery-codes', undefined, token],
      ['mfa.recovery_regenerated', 'SUCCESS', userId, userId],
    );
    const [recoveryCode = ''] = codes.body['recoveryCodes'] as string[];
    secrets.push(recoveryCode);
    const lost = await journey.login(email);
    await expectEvents(
      ['POST', '/auth/mfa/recover', { session: lost.session, recoveryCode: 'AAAA-AAAA-AAAA-AAAA' }],
      ['mfa.failed', 'FAILURE', userId, null, 'recovery_code_invalid'],
    );
    const { events } = await eventsOf('POST', '/auth/mfa/recover', {
      session: lost.session,
      recoveryCode,
    });
    expect(events).toContainEqual(expect.arrayContaining(['mfa.recovery_used', 'SUCCESS', userId]));
    const removing = await journey.newPersonWithFactor();
    await expectEvents(
      ['DELETE', '/auth/mfa/totp', undefined, removing.tokens.accessToken],
      ['mfa.removed', 'SUCCESS', removing.user.userId, removing.user.userId],
    );
  });

  it('has what happens to passwords and to what is held on a person', async () => {
    const { email, user, tokens } = await journey.newPerson();
    const { userId } = user;
    const token = tokens.accessToken;
    const own = (type: string, outcome = 'SUCCESS', ...reason: string[]) => [
      type,
      outcome,
      userId,
      userId,
      ...reason,
    ];
    await expectEvents(
      ['POST', '/auth/change-password', { currentPassword: WRONG, newPassword: NEW_PASSWORD }, token],
      own('password.changed', 'FAILURE', 'current_password_mismatch'),
    );
    await expectEvents(
      ['POST', '/auth/change-password', { currentPassword: PASSWORD, newPassword: NEW_PASSWORD }, token],
      own('password.changed'),
    );
    await expectEvents(['PATCH', '/users/me', { firstName: 'Grace' }, token], own('profile.updated'));
    const newAddress = newEmail();
    await expectEvents(
      ['POST', '/users/me/email', { newEmail: newAddress }, token],
      own('email.change_requested'),
    );
    const mailed = await journey.mailedCode(newAddress);
    await expectEvents(['POST', '/users/me/email/verify', { code: mailed }, token], own('email.changed'));
    await expectEvents(['GET', '/users/me/export', undefined, token], own('user.exported'));
    await expectEvents(
      ['POST', '/auth/forgot-password', { email: newAddress }],
      ['password.reset_requested', 'SUCCESS', userId, null],
    );
    await expectEvents(
      ['POST', '/auth/forgot-password', { email }],
      ['password.reset_requested', 'FAILURE', null, null],
    );
    const code = await journey.mailedCode(newAddress);
    secrets.push(code);
    const reset = { email: newAddress, code, newPassword: PASSWORD };
    await expectEvents(
      ['POST', '/auth/reset-password', { ...reset, code: code === '000000' ? '111111' : '000000' }],
      ['password.reset', 'FAILURE', userId, null, 'code_mismatch'],
    );
    await expectEvents(['POST', '/auth/reset-password', reset], own('password.reset'));
    const back = await journey.login(newAddress);
    await expectEvents(['DELETE', '/users/me', undefined, back.tokens.accessToken], own('user.erased'));
    const kept = await trail.search({ userId, limit: '100' });
    expect(kept.body.items.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['user.registered', 'login.succeeded', 'user.erased']),
    );
  });

  it('has every operation of administrators, and whoever tried one without being one', async () => {
    const { user, tokens } = await journey.newPerson();
    const { userId } = user;
    const actions = [
      ['POST', `/admin/users/${userId}/disable`, 'admin.disable_user'],
      ['POST', `/admin/users/${userId}/enable`, 'admin.enable_user'],
      ['POST', `/admin/users/${userId}/unlock`, 'admin.unlock_user'],
      ['POST', `/admin/users/${userId}/sign-out`, 'admin.sign_out_user'],
      ['POST', `/admin/users/${userId}/reset-mfa`, 'admin.reset_mfa'],
      ['POST', `/admin/users/${userId}/reset-password`, 'admin.reset_password'],
      ['GET', `/admin/users/${userId}`, 'admin.read_user'],
      ['GET', `/admin/users/${userId}/sessions`, 'admin.list_sessions'],
      ['GET', `/admin/users/${userId}/groups`, 'admin.list_groups'],
      ['DELETE', `/admin/users/${userId}`, 'admin.erase_user'],
    ] as const;
    for (const [method, path, type] of actions) {
      await expectEvents([method, path, undefined, admin.token], [type, 'SUCCESS', userId, admin.userId]);
    }
    const { items } = (await trail.search({ type: 'admin.read_audit', limit: '1' })).body;
    expect(items[0]).toMatchObject({ outcome: 'SUCCESS', actorId: admin.userId });
    const plain = await journey.newPerson();
    await expectEvents(
      ['GET', '/admin/users', undefined, plain.tokens.accessToken],
      ['access.denied', 'FAILURE', plain.user.userId, plain.user.userId, 'insufficient_scope'],
    );
    await expectEvents(
      ['GET', '/admin/users'],
      ['access.denied', 'FAILURE', null, null, 'authentication_required'],
    );
    secrets.push(tokens.accessToken);
  });

  it('holds nothing secret', async () => {
    const { text: body } = await trail.exportAll();
    // A code of six digits may be a part of a hash; where it stands alone, it is the code.
    for (const secret of secrets) {
      const found = /^\d+$/.test(secret) ? body.includes(`"${secret}"`) : body.includes(secret);
      expect([secret, found]).toEqual([secret, false]);
    }
    expect(body).not.toMatch(/"(password|code|token|secret|session|recoveryCode)"/i);
    expect(body).not.toMatch(/eyJ[\w-]+\.eyJ/);
  });
});
