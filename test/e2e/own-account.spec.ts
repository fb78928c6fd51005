import { type AuthResult, Journey, newEmail } from '../support/journey.js';
import { RunningService } from '../support/running-service.js';

describe('what one can do with an account of one’s own', () => {
  let service: RunningService;
  let journey: Journey;

  beforeAll(async () => {
    service = await RunningService.start();
    journey = new Journey(service.origin, service.cognito);
  });

  afterAll(() => service.stopAndForget());

  it('is to move to another address, which counts once it is verified', async () => {
    const { api } = journey;
    const person = await journey.newPerson();
    const token = person.tokens.accessToken;
    const newAddress = newEmail();
    expect((await api.post('/users/me/email', { newEmail: newAddress }, { token })).status).toBe(202);
    expect((await api.get('/users/me', { token })).body['email']).toBe(person.email);
    expect((await journey.login(person.email)).status).toBe('AUTHENTICATED');
    expect(await journey.notices(person.email)).toContain(
      'A new e-mail address was requested for your account',
    );

    const wrong = await api.post('/users/me/email/verify', { code: '0000' }, { token });
    expect(wrong.status).toBe(400);
    const code = await journey.mailedCode(newAddress);
    const verified = await api.post('/users/me/email/verify', { code }, { token });
    expect([verified.status, verified.body['email']]).toEqual([200, newAddress]);
    const read = await api.get('/users/me', { token });
    expect(verified.headers.get('etag')).toBe(read.headers.get('etag'));
    expect((await journey.login(newAddress)).user['email']).toBe(newAddress);
    expect((await api.post('/auth/login', { email: person.email, password: 'x' })).status).toBe(401);
    expect(await journey.notices(person.email)).toContain('The e-mail address of your account was changed');
  });

  it('is not to find out which addresses are taken', async () => {
    const [person, other] = [await journey.newPerson(), await journey.newPerson()];
    const token = person.tokens.accessToken;
    const taken = await journey.api.post('/users/me/email', { newEmail: other.email }, { token });
    expect([taken.status, taken.body]).toEqual([202, '']);
    const verify = await journey.api.post('/users/me/email/verify', { code: '123456' }, { token });
    expect([verify.status, ['code_mismatch', 'code_expired'].includes(String(verify.body['code']))]).toEqual([
      400,
      true,
    ]);
  });

  it('is to take everything home', async () => {
    const person = await journey.newPerson({ department: 'Engineering' });
    const answer = await journey.api.get<Record<string, never[]>>('/users/me/export', {
      token: person.tokens.accessToken,
    });
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="my-data.json"');
    expect(answer.body).toMatchObject({
      profile: { email: person.email, department: 'Engineering' },
      termsVersion: '1',
      secondFactors: [],
      recoveryCodesLeft: 0,
    });
    expect(answer.body['sessions']).toHaveLength(1);
    expect(answer.body['activity']?.length).toBeGreaterThan(0);
    const text = JSON.stringify(answer.body);
    expect(text).not.toContain(person.tokens.accessToken);
  });

  it('is to be forgotten', async () => {
    const { api } = journey;
    const person = await journey.newPerson();
    const token = person.tokens.accessToken;
    expect((await api.call('DELETE', '/users/me', { token })).status).toBe(204);
    expect((await api.get('/users/me', { token })).status).toBe(401);
    const login = await api.post('/auth/login', { email: person.email, password: 'correct-Horse-7-battery' });
    expect([login.status, login.body['code']]).toEqual([401, 'invalid_credentials']);
    const { refreshToken } = person.tokens;
    expect((await api.post('/auth/refresh', { refreshToken })).status).toBe(401);
    await journey.register(person.email);
    await journey.confirm(person.email);
    const again = await journey.login(person.email);
    expect(again.user.userId).not.toBe(person.user.userId);
  });

  it('is to do without the second factor where it is optional', async () => {
    const { api } = journey;
    const person = await journey.newPersonWithFactor();
    const token = person.tokens.accessToken;
    expect((await api.call('DELETE', '/auth/mfa/totp', { token })).status).toBe(204);
    const state = await api.get('/auth/mfa', { token });
    expect(state.body).toEqual({ required: false, methods: [], recoveryCodesLeft: 0 });
    const login = await journey.login(person.email);
    expect([login.status, login.user['mfaEnabled']]).toEqual(['AUTHENTICATED', false]);
  });

  it('is to replace the authenticator app, and the old one stops working', async () => {
    const { api } = journey;
    const person = await journey.newPersonWithFactor();
    const replacement = await journey.enrolTotp(person.tokens.accessToken);
    const answer = async (code: string) => {
      const { session } = await journey.login(person.email);
      return api.post<AuthResult>('/auth/mfa/verify', { session, code });
    };
    expect((await answer(await person.app.nextCode())).status).toBe(401);
    expect((await answer(await replacement.nextCode())).body.status).toBe('AUTHENTICATED');
  });
});
