import { setTimeout as sleep } from 'node:timers/promises';
import { AuthenticatorApp, type AuthResult, Journey, newEmail, PASSWORD } from '../support/journey.js';
import { RunningService } from '../support/running-service.js';

/** Fits the policy but for its eleven characters. */
const ELEVEN = 'zY7!horse-x';

describe('SECURITY_PROFILE=hipaa, with nothing else set', () => {
  let service: RunningService;
  let journey: Journey;

  beforeAll(async () => {
    service = await RunningService.start({ env: { SECURITY_PROFILE: 'hipaa' } });
    journey = new Journey(service.origin, service.cognito);
  });

  afterAll(() => service.stopAndForget());

  const form = (more: object) => ({
    email: newEmail(),
    password: PASSWORD,
    firstName: 'Ada',
    lastName: 'Lovelace',
    acceptTerms: true,
    ...more,
  });

  /** From the session of a sign-in that asks for the set-up of an app. */
  async function setUp(session: string): Promise<{ done: AuthResult; app: AuthenticatorApp }> {
    const setup = await journey.api.post<{ session: string; secret: string }>('/auth/mfa/setup', {
      session,
      method: 'TOTP',
    });
    const app = new AuthenticatorApp(setup.body.secret);
    const done = await journey.api.post<AuthResult>('/auth/mfa/setup/verify', {
      session: setup.body.session,
      code: await app.nextCode(),
    });
    return { done: done.body, app };
  }

  it('tells sign-up forms so', async () => {
    const { body } = await journey.api.get('/auth/policy');
    expect(body).toMatchObject({
      password: { minLength: 12, historySize: 5, maxAgeDays: 90 },
      mfa: { required: true, methods: ['TOTP'] },
      session: { idleMinutes: 15 },
      signUp: { disclosure: 'silent' },
    });
  });

  it('takes passwords of twelve characters and more', async () => {
    const short = await journey.api.post('/auth/register', form({ password: ELEVEN }));
    expect([short.status, short.body['code']]).toEqual([400, 'password_policy_violation']);
    expect((await journey.api.post('/auth/register', form({ password: `${ELEVEN}y` }))).status).toBe(201);
  });

  it('answers a sign-up alike whether or not the address was taken', async () => {
    const { email } = await journey.newPersonWithFactor();
    const [fresh, taken] = [form({}), form({ email })];
    for (const body of [fresh, taken]) {
      const answer = await journey.api.post('/auth/register', body);
      expect([answer.status, answer.body['userId'], answer.body['status']]).toEqual([
        201,
        null,
        'UNCONFIRMED',
      ]);
    }
    expect(await journey.notices(email)).toContain('You already have an account');
  });

  it('asks everybody for a second factor: who signed up, the administrator, and who was invited', async () => {
    const person = await journey.newPersonWithFactor();
    expect((await journey.login(person.email)).status).toBe('MFA_REQUIRED');

    const first = await journey.login('admin@example.com', service.adminPassword);
    expect(first).toMatchObject({ status: 'MFA_SETUP_REQUIRED' });
    expect(first).not.toHaveProperty('tokens');
    const { done: admin } = await setUp(first.session);
    expect(admin.status).toBe('AUTHENTICATED');

    const email = newEmail();
    const invited = await journey.api.post(
      '/admin/users',
      { email, firstName: 'Grace', lastName: 'Hopper', role: 'Manager' },
      { token: admin.tokens.accessToken },
    );
    expect(invited.status).toBe(201);
    const temporary = await journey.login(email, await journey.mailedCode(email));
    expect(temporary).toMatchObject({ status: 'NEW_PASSWORD_REQUIRED', reason: 'INVITED' });
    const { session } = temporary;
    const short = await journey.api.post('/auth/new-password', { session, newPassword: ELEVEN });
    expect([short.status, short.body['code']]).toEqual([400, 'password_policy_violation']);
    const chosen = await journey.api.post<AuthResult>('/auth/new-password', {
      session,
      newPassword: PASSWORD,
    });
    expect(chosen.body.status).toBe('MFA_SETUP_REQUIRED');
    expect(chosen.body).not.toHaveProperty('tokens');
    expect((await setUp(chosen.body.session)).done.status).toBe('AUTHENTICATED');
  });

  it('lets nobody do without the second factor', async () => {
    const { tokens } = await journey.newPersonWithFactor();
    const removed = await journey.api.call<{ code: string }>('DELETE', '/auth/mfa/totp', {
      token: tokens.accessToken,
    });
    expect([removed.status, removed.body.code]).toEqual([409, 'mfa_required_by_policy']);
  });

  it('gives access tokens for fifteen minutes', async () => {
    const { tokens } = await journey.newPersonWithFactor();
    const payload = Buffer.from(tokens.accessToken.split('.')[1] ?? '', 'base64url').toString();
    const { exp, iat } = JSON.parse(payload) as { exp: number; iat: number };
    expect(exp - iat).toBe(15 * 60);
  });

  it('locks after five failures', async () => {
    const { email } = await journey.newPersonWithFactor();
    const codes: unknown[] = [];
    for (let i = 0; i < 6; i += 1) {
      const { body } = await journey.api.post('/auth/login', { email, password: 'wrong-Horse-1-battery' });
      codes.push(body['code']);
    }
    expect(codes).toEqual([...Array<string>(5).fill('invalid_credentials'), 'account_locked']);
  });

  it('ends a session that nobody uses, by whatever time is set', async () => {
    const impatient = await RunningService.start({
      env: { SECURITY_PROFILE: 'hipaa', SESSION_IDLE_MINUTES: '0.05' },
    });
    const { tokens } = await new Journey(impatient.origin, impatient.cognito).newPersonWithFactor();
    const api = new Journey(impatient.origin, impatient.cognito).api;
    await sleep(4_000);
    const me = await api.get('/users/me', { token: tokens.accessToken });
    expect([me.status, me.body['code']]).toEqual([401, 'session_idle_timeout']);
    await impatient.stopAndForget();
  });
});
