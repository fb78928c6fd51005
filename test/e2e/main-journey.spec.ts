import { Journey, newEmail, PASSWORD, AuthenticatorApp, type AuthResult } from '../support/journey.js';
import { RunningService } from '../support/running-service.js';

describe('the main job, from one command and without an AWS account', () => {
  let service: RunningService;
  let journey: Journey;

  beforeAll(async () => {
    service = await RunningService.start();
    journey = new Journey(service.origin, service.cognito);
  });

  afterAll(() => service.stopAndForget());

  it('leads from sign-up over the second factor to sign-out', async () => {
    const { api } = journey;
    const email = newEmail();
    const registered = await api.post('/auth/register', {
      email,
      password: PASSWORD,
      firstName: 'Ada',
      lastName: 'Lovelace',
      acceptTerms: true,
      department: 'Engineering',
      employeeId: 'E-1024',
    });
    expect(registered.status).toBe(201);
    expect(registered.body).toEqual({
      userId: expect.any(String) as string,
      status: 'UNCONFIRMED',
      codeDelivery: { medium: 'EMAIL', destination: 'p***@e***.com' },
    });

    const early = await api.post('/auth/login', { email, password: PASSWORD });
    expect([early.status, early.body['code']]).toEqual([403, 'user_not_confirmed']);

    const code = await journey.mailedCode(email);
    const confirmed = await api.post('/auth/confirm', { email, code });
    expect([confirmed.status, confirmed.body]).toEqual([200, { status: 'CONFIRMED' }]);

    const first = await journey.login(email);
    expect(first.status).toBe('AUTHENTICATED');
    expect(first.user).toMatchObject({
      email,
      department: 'Engineering',
      employeeId: 'E-1024',
      mfaEnabled: false,
    });

    const app = await enrol(journey, first);

    const second = await api.post<AuthResult & { method: string; expiresIn: number }>('/auth/login', {
      email,
      password: PASSWORD,
    });
    expect(second.body).toMatchObject({ status: 'MFA_REQUIRED', method: 'TOTP', expiresIn: 180 });

    const verified = await api.post<AuthResult>('/auth/mfa/verify', {
      session: second.body.session,
      code: app.nextCode(),
    });
    expect(verified.body).toMatchObject({ status: 'AUTHENTICATED', user: { mfaEnabled: true } });

    const { accessToken, refreshToken } = verified.body.tokens;
    const me = await api.get('/users/me', { token: accessToken });
    expect(me.status).toBe(200);
    expect(me.body).toMatchObject({ email, firstName: 'Ada', status: 'ACTIVE', mfaEnabled: true });

    const out = await api.post('/auth/logout', { refreshToken }, { token: accessToken });
    expect(out.status).toBe(204);
    const after = await api.get('/users/me', { token: accessToken });
    expect([after.status, after.body['code']]).toEqual([401, 'session_revoked']);
    const refreshed = await api.post('/auth/refresh', { refreshToken });
    expect([refreshed.status, refreshed.body['code']]).toEqual([401, 'invalid_refresh_token']);
  });

  it('lets the seeded admin read anybody, and refuses a plain user', async () => {
    const person = await journey.newPerson();
    const admin = await journey.login('admin@example.com', service.adminPassword);
    expect(admin.user['groups']).toEqual(['admin']);
    const path = `/admin/users/${person.user.userId}`;
    const allowed = await journey.api.get(path, { token: admin.tokens.accessToken });
    expect([allowed.status, allowed.body['email']]).toEqual([200, person.email]);
    const refused = await journey.api.get(path, { token: person.tokens.accessToken });
    expect([refused.status, refused.body['code']]).toEqual([403, 'insufficient_scope']);
    expect(refused.headers.get('www-authenticate')).toContain('error="insufficient_scope"');
  });

  it('refreshes with rotation and changes the profile only at the version that was read', async () => {
    const { api } = journey;
    const person = await journey.newPerson();
    const refreshed = await api.post<AuthResult>('/auth/refresh', {
      refreshToken: person.tokens.refreshToken,
    });
    expect(refreshed.body.status).toBe('AUTHENTICATED');
    expect(refreshed.body.tokens.refreshToken).not.toBe(person.tokens.refreshToken);
    const token = refreshed.body.tokens.accessToken;
    const read = await api.get('/users/me', { token });
    const etag = read.headers.get('etag') ?? '';
    const changed = await api.patch(
      '/users/me',
      { department: null },
      { token, headers: { 'if-match': etag } },
    );
    expect([changed.status, changed.body['department']]).toEqual([200, null]);
    const stale = await api.patch(
      '/users/me',
      { lastName: 'King' },
      { token, headers: { 'if-match': etag } },
    );
    expect([stale.status, stale.body['code']]).toEqual([412, 'precondition_failed']);
  });

  it('tells a sign-up form what it needs', async () => {
    const policy = await journey.api.get('/auth/policy');
    expect(policy.body).toMatchObject({
      password: { minLength: 8 },
      mfa: { required: false, methods: ['TOTP'] },
      signUp: { disclosure: 'conflict', selfAssignableRoles: ['Employee'], termsVersion: '1' },
    });
  });

  it('says that it lives and that it can serve', async () => {
    expect((await journey.api.get('/health/live')).body).toEqual({ status: 'ok' });
    expect((await journey.api.get('/health/ready')).body).toEqual({
      status: 'ok',
      checks: { dynamodb: 'up', cognito: 'up' },
    });
  });
});

async function enrol(journey: Journey, person: AuthResult): Promise<AuthenticatorApp> {
  const { api } = journey;
  const token = person.tokens.accessToken;
  const setup = await api.post<{ secret: string; otpauthUri: string; qrCode: string }>(
    '/auth/mfa/totp',
    undefined,
    {
      token,
    },
  );
  expect(setup.status).toBe(200);
  expect(setup.body.otpauthUri).toContain(`secret=${setup.body.secret}`);
  expect(setup.body.qrCode).toMatch(/^data:image\/png;base64,/);
  const app = new AuthenticatorApp(setup.body.secret);
  const verified = await api.post<{ methods: object[]; recoveryCodes: string[] }>(
    '/auth/mfa/totp/verify',
    { code: app.nextCode() },
    { token },
  );
  expect(verified.body.methods).toEqual([{ method: 'TOTP', enabled: true, preferred: true }]);
  expect(new Set(verified.body.recoveryCodes).size).toBe(10);
  return app;
}
