import { AuthenticatorApp, type AuthResult, Journey, newEmail, PASSWORD } from '../support/journey.js';
import { RunningService } from '../support/running-service.js';

describe('where everybody needs a second factor', () => {
  let service: RunningService;
  let journey: Journey;

  beforeAll(async () => {
    service = await RunningService.start({ env: { MFA_MODE: 'required' } });
    journey = new Journey(service.origin, service.cognito);
  });

  afterAll(() => service.stopAndForget());

  it('ends the first sign-in only after an app is set up, and asks for it from then on', async () => {
    const { api } = journey;
    const email = newEmail();
    await journey.register(email);
    await journey.confirm(email);
    const first = await journey.login(email);
    expect(first).toMatchObject({ status: 'MFA_SETUP_REQUIRED', methods: ['TOTP'] });
    expect(first).not.toHaveProperty('tokens');

    const setup = await api.post<{ session: string; secret: string }>('/auth/mfa/setup', {
      session: first.session,
      method: 'TOTP',
    });
    const app = new AuthenticatorApp(setup.body.secret);
    const wrong = await api.post('/auth/mfa/setup/verify', { session: setup.body.session, code: '000000' });
    expect([wrong.status, wrong.body['code']]).toEqual([401, 'mfa_code_mismatch']);
    const done = await api.post<AuthResult>('/auth/mfa/setup/verify', {
      session: setup.body.session,
      code: await app.nextCode(),
      deviceName: "Ada's phone",
    });
    expect(done.body.status).toBe('AUTHENTICATED');
    expect(done.body.recoveryCodes).toHaveLength(10);
    expect(done.body.user['mfaEnabled']).toBe(true);

    const second = await journey.login(email);
    expect(second.status).toBe('MFA_REQUIRED');
    const verified = await api.post<AuthResult>('/auth/mfa/verify', {
      session: second.session,
      code: await app.nextCode(),
    });
    expect(verified.body.status).toBe('AUTHENTICATED');
    expect(verified.body).not.toHaveProperty('recoveryCodes');
  });

  it('asks the seeded admin as well', async () => {
    const login = await journey.login('admin@example.com', service.adminPassword);
    expect(login.status).toBe('MFA_SETUP_REQUIRED');
  });

  it('tells a sign-up form so', async () => {
    expect((await journey.api.get('/auth/policy')).body['mfa']).toEqual({
      required: true,
      methods: ['TOTP'],
    });
    expect((await journey.api.post('/auth/login', { email: newEmail(), password: PASSWORD })).status).toBe(
      401,
    );
  });
});
