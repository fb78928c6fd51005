import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answer } from '../support/api-client.js';
import { Administrator, type Recorded } from '../support/administrator.js';
import { type AuthResult, Journey, newEmail, PASSWORD, type PersonWithFactor } from '../support/journey.js';
import { RunningService } from '../support/running-service.js';

interface Event extends Recorded {
  readonly id: string;
  readonly time: string;
  readonly ipAddress: string;
  readonly userAgent: string;
  readonly requestId: string;
  readonly sessionId: string | null;
}

interface Page {
  readonly items: readonly Event[];
  readonly nextCursor: string | null;
}

const NEW_PASSWORD = 'another-Horse-8-battery';
const WRONG = 'wrong-Horse-1-battery';

describe('the audit trail', () => {
  let service: RunningService;
  let journey: Journey;
  let admin: Administrator;
  let requests = 0;
  /** Everything that must be in no event. */
  const secrets: string[] = [PASSWORD, NEW_PASSWORD, WRONG];

  beforeAll(async () => {
    service = await RunningService.start();
    journey = new Journey(service.origin, service.cognito);
    admin = await Administrator.signIn(journey, 'admin@example.com', service.adminPassword);
    secrets.push(admin.token, service.adminPassword);
  });

  afterAll(() => service.stopAndForget());

  const search = (query: Record<string, string>): Promise<Answer<Page>> =>
    admin.get<Page>(`/audit-events?${new URLSearchParams(query).toString()}`);

  async function exportAll(): Promise<{ type: string | null; text: string }> {
    const headers = { authorization: `Bearer ${admin.token}`, accept: 'application/x-ndjson' };
    const response = await fetch(`${service.origin}/api/v1/admin/audit-events`, { headers });
    return { type: response.headers.get('content-type'), text: await response.text() };
  }

  /** Makes a call and answers its events by their request id, oldest first, with what every event must have. */
  async function eventsOf(
    method: string,
    path: string,
    body?: object,
    token?: string,
  ): Promise<{ answer: Answer; events: unknown[] }> {
    requests += 1;
    const requestId = `audit-request-${requests}`;
    const userAgent = `client/${requests}`;
    const before = Date.now();
    const answer = await journey.api.call<Record<string, unknown>>(method, path, {
      ...(body !== undefined && { body }),
      ...(token !== undefined && { token }),
      headers: { 'x-request-id': requestId, 'user-agent': userAgent, 'x-forwarded-for': '203.0.113.9' },
    });
    const { body: page } = await search({ from: new Date(before).toISOString(), limit: '100' });
    const found = page.items.filter((event) => event.requestId === requestId).reverse();
    for (const event of found) {
      expect(event).toMatchObject({ ipAddress: '127.0.0.1', userAgent });
      expect(Date.parse(event.time)).toBeGreaterThanOrEqual(before);
      expect(event.time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    }
    const events = found
      .map(({ type, outcome, userId, actorId, details }) => [
        type,
        outcome,
        userId,
        actorId,
        ...('reason' in details ? [details['reason']] : []),
      ])
      .sort();
    return { answer, events };
  }

  async function expectEvents(
    call: readonly [method: string, path: string, body?: object | undefined, token?: string],
    ...expected: unknown[]
  ): Promise<Answer> {
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
    const enrolled = await search({ userId, type: 'mfa.enrolled' });
    expect(enrolled.body.items).toHaveLength(1);
    const { session } = await journey.login(email);
    secrets.push(session);
    await expectEvents(
      ['POST', '/auth/mfa/verify', { session, code: '000000' }],
      ['mfa.failed', 'FAILURE', userId, null, 'mfa_code_mismatch'],
    );
    const again = await journey.login(email);
    const verified = await expectEvents(
      ['POST', '/auth/mfa/verify', { session: again.session, code: app.nextCode() }],
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
    const { events } = await eventsOf('POST', '/auth/mfa/recover', { session: lost.session, recoveryCode });
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
    const kept = await search({ userId, limit: '100' });
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
    const { items } = (await search({ type: 'admin.read_audit', limit: '1' })).body;
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

  it('is found by user, type, outcome and time, together and page by page', async () => {
    const { email, user } = await journey.newPerson();
    const { userId } = user;
    for (let i = 0; i < 3; i += 1) await journey.api.post('/auth/login', { email, password: WRONG });
    await journey.login(email);
    const all = (await search({ userId, limit: '100' })).body.items;
    expect(all.every((event) => event.userId === userId)).toBe(true);
    expect(all.map(({ time }) => time)).toEqual(
      all
        .map(({ time }) => time)
        .sort()
        .reverse(),
    );
    const failed = (await search({ userId, outcome: 'FAILURE', type: 'login.failed' })).body.items;
    expect(failed).toEqual(all.filter(({ type }) => type === 'login.failed'));
    expect(failed).toHaveLength(3);
    const oldest = all.at(-1)?.time ?? '';
    const newest = all[0]?.time ?? '';
    expect((await search({ userId, from: newest, limit: '100' })).body.items[0]).toEqual(all[0]);
    expect((await search({ userId, to: oldest })).body.items.at(-1)).toEqual(all.at(-1));
    expect((await search({ userId, from: '2100-01-01' })).body.items).toEqual([]);
    const paged: Event[] = [];
    let cursor: string | null = null;
    do {
      const page: Answer<Page> = await search({ userId, limit: '2', ...(cursor !== null && { cursor }) });
      expect(page.body.items.length).toBeLessThanOrEqual(2);
      paged.push(...page.body.items);
      cursor = page.body.nextCursor;
    } while (cursor !== null);
    expect(paged).toEqual(all);
    for (const bad of [{ type: 'login' }, { outcome: 'OK' }, { from: 'yesterday' }, { cursor: 'eyJ9' }]) {
      expect((await search(bad)).status).toBe(400);
    }
  });

  it('is exported as lines that are proved to be whole without the service', async () => {
    const exported = await exportAll();
    expect(exported.type).toContain('application/x-ndjson');
    const lines = exported.text.trimEnd().split('\n');
    expect(lines.length).toBeGreaterThan(50);
    const folder = await mkdtemp(join(tmpdir(), 'audit-export-'));
    const verify = async (content: readonly string[]): Promise<{ code: number; text: string }> => {
      const file = join(folder, 'export.ndjson');
      await writeFile(file, `${content.join('\n')}\n`);
      return new Promise((resolve) => {
        const env = { ...process.env, EMBEDDED_DATA_DIR: service.dataDir };
        execFile('npm', ['run', '--silent', 'audit', '--', 'verify', file], { env }, (error, stdout) => {
          resolve({ code: Number(error?.code ?? 0), text: stdout });
        });
      });
    };
    expect(await verify(lines)).toEqual({
      code: 0,
      text: expect.stringContaining(`intact, ${lines.length} events`) as string,
    });
    const middle = Math.floor(lines.length / 2);
    const changed = lines.map((line, index) =>
      index === middle ? line.replace('127.0.0.1', '10.0.0.1') : line,
    );
    const removed = lines.filter((_, index) => index !== middle);
    const moved = [...lines.slice(1, 3).reverse(), ...lines.slice(0, 1), ...lines.slice(3)];
    for (const content of [changed, removed, moved, lines.slice(0, -1)]) {
      expect(await verify(content)).toEqual({
        code: 1,
        text: expect.stringContaining('NOT INTACT') as string,
      });
    }
    await rm(folder, { recursive: true });
    const verdict = await admin.get('/audit-events/verify');
    expect(verdict.body).toMatchObject({ intact: true, firstBroken: null, unsealed: 0 });
  });

  it('holds nothing secret', async () => {
    const { text: body } = await exportAll();
    // A code of six digits may be a part of a hash; where it stands alone, it is the code.
    for (const secret of secrets) {
      const found = /^\d+$/.test(secret) ? body.includes(`"${secret}"`) : body.includes(secret);
      expect([secret, found]).toEqual([secret, false]);
    }
    expect(body).not.toMatch(/"(password|code|token|secret|session|recoveryCode)"/i);
    expect(body).not.toMatch(/eyJ[\w-]+\.eyJ/);
  });
});
