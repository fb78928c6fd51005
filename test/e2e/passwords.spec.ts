import { type AuthResult, Journey, newEmail, PASSWORD } from '../support/journey.js';
import { PoolAdmin } from '../support/pool-admin.js';
import { RunningService } from '../support/running-service.js';

const NEW_PASSWORD = 'another-Horse-8-battery';

describe('passwords', () => {
  let service: RunningService;
  let journey: Journey;

  beforeAll(async () => {
    service = await RunningService.start();
    journey = new Journey(service.origin, service.cognito);
  });

  afterAll(() => service.stopAndForget());

  it('forgotten, are reset with the mailed code, and every session ends', async () => {
    const { api } = journey;
    const person = await journey.newPerson();
    const forgot = await api.post('/auth/forgot-password', { email: person.email });
    expect([forgot.status, forgot.body]).toEqual([
      202,
      { codeDelivery: { medium: 'EMAIL', destination: 'p***@e***.com' } },
    ]);
    const code = await journey.mailedCode(person.email);
    const body = { email: person.email, code, newPassword: NEW_PASSWORD };
    const wrong = await api.post('/auth/reset-password', {
      ...body,
      code: code === '000000' ? '1111' : '000000',
    });
    expect([wrong.status, wrong.body['code']]).toEqual([400, 'code_mismatch']);
    expect((await api.get('/users/me', { token: person.tokens.accessToken })).status).toBe(200);
    const weak = await api.post('/auth/reset-password', { ...body, newPassword: 'weak-password' });
    expect([weak.status, weak.body['code']]).toEqual([400, 'password_policy_violation']);

    const reset = await api.post('/auth/reset-password', body);
    expect([reset.status, reset.body]).toEqual([204, '']);
    expect((await api.get('/users/me', { token: person.tokens.accessToken })).body['code']).toBe(
      'session_revoked',
    );
    const { refreshToken } = person.tokens;
    expect((await api.post('/auth/refresh', { refreshToken })).status).toBe(401);
    expect((await api.post('/auth/login', { email: person.email, password: PASSWORD })).status).toBe(401);
    expect((await journey.login(person.email, NEW_PASSWORD)).status).toBe('AUTHENTICATED');
    expect(await journey.notices(person.email)).toContain('Your password was reset');
  });

  it('forgotten by nobody, are answered alike', async () => {
    const forgot = await journey.api.post('/auth/forgot-password', { email: newEmail() });
    expect([forgot.status, forgot.body]).toEqual([
      202,
      { codeDelivery: { medium: 'EMAIL', destination: 'p***@e***.com' } },
    ]);
    const reset = await journey.api.post('/auth/reset-password', {
      email: newEmail(),
      code: '123456',
      newPassword: NEW_PASSWORD,
    });
    expect([reset.status, reset.body['code']]).toEqual([400, 'code_mismatch']);
  });

  it('are changed by their owner, and the other sessions end', async () => {
    const { api } = journey;
    const person = await journey.newPerson();
    const other = await journey.login(person.email);
    const token = person.tokens.accessToken;
    const body = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD };
    const mismatch = await api.post('/auth/change-password', { ...body, currentPassword: 'x' }, { token });
    expect([mismatch.status, mismatch.body['code']]).toEqual([400, 'current_password_mismatch']);
    expect((await api.get('/users/me', { token: other.tokens.accessToken })).status).toBe(200);

    expect((await api.post('/auth/change-password', body, { token })).status).toBe(204);
    expect((await api.get('/users/me', { token })).status).toBe(200);
    expect((await api.get('/users/me', { token: other.tokens.accessToken })).body['code']).toBe(
      'session_revoked',
    );
    expect((await journey.login(person.email, NEW_PASSWORD)).status).toBe('AUTHENTICATED');
    expect(await journey.notices(person.email)).toContain('Your password was changed');
  });

  it('are chosen by whoever was invited', async () => {
    const { api } = journey;
    const email = newEmail();
    const pool = await PoolAdmin.of(service.cognito);
    await pool.invite(email);
    const invited = await journey.login(email, await journey.mailedCode(email));
    expect(invited).toMatchObject({ status: 'NEW_PASSWORD_REQUIRED', reason: 'INVITED' });
    const { session } = invited;
    const weak = await api.post('/auth/new-password', { session, newPassword: 'weak-password' });
    expect([weak.status, weak.body['code']]).toEqual([400, 'password_policy_violation']);
    const chosen = await api.post<AuthResult>('/auth/new-password', { session, newPassword: PASSWORD });
    expect(chosen.body).toMatchObject({ status: 'AUTHENTICATED', user: { email, firstName: 'Grace' } });
    expect((await journey.login(email)).status).toBe('AUTHENTICATED');
  });
});

describe('passwords with a history', () => {
  it('are refused when they were used before', async () => {
    const service = await RunningService.start({ env: { SECURITY_PROFILE: 'hipaa', MFA_MODE: 'optional' } });
    const journey = new Journey(service.origin, service.cognito);
    const person = await journey.newPerson();
    const token = person.tokens.accessToken;
    const change = (currentPassword: string, newPassword: string) =>
      journey.api.post('/auth/change-password', { currentPassword, newPassword }, { token });
    const same = await change(PASSWORD, PASSWORD);
    expect([same.status, same.body['code']]).toEqual([400, 'password_reused']);
    expect((await change(PASSWORD, NEW_PASSWORD)).status).toBe(204);
    const former = await change(NEW_PASSWORD, PASSWORD);
    expect([former.status, former.body['code']]).toEqual([400, 'password_reused']);
    await service.stopAndForget();
  });
});
