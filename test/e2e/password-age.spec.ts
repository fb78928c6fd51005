import { inTime } from '../support/in-time.js';
import { type AuthResult, Journey, newEmail, PASSWORD } from '../support/journey.js';
import { RunningService } from '../support/running-service.js';

const NEW_PASSWORD = 'another-Horse-8-battery';
const MAX_AGE_SECONDS = 5;
const AGED_MS = MAX_AGE_SECONDS * 1000 + 500;

describe('a password that is too old', () => {
  let service: RunningService;
  let journey: Journey;

  beforeAll(async () => {
    const days = (MAX_AGE_SECONDS / 86_400).toFixed(8);
    service = await RunningService.start({ env: { PASSWORD_MAX_AGE_DAYS: days, PASSWORD_HISTORY: '2' } });
    journey = new Journey(service.origin, service.cognito);
  });

  afterAll(() => service.stopAndForget());

  const aged = () => new Promise((resolve) => setTimeout(resolve, AGED_MS));
  const choose = (session: string, newPassword: string) =>
    journey.api.post<AuthResult & { code: string }>('/auth/new-password', { session, newPassword });

  it('gives no tokens until another one is chosen', () =>
    inTime(MAX_AGE_SECONDS * 1000 + AGED_MS, async () => {
      const email = newEmail();
      await journey.register(email);
      await journey.confirm(email);
      await aged();
      const expired = await journey.login(email);
      expect(expired).toMatchObject({ status: 'NEW_PASSWORD_REQUIRED', reason: 'EXPIRED' });
      expect(expired).not.toHaveProperty('tokens');

      const same = await choose(expired.session, PASSWORD);
      expect([same.status, same.body.code]).toEqual([400, 'password_reused']);
      const weak = await choose(expired.session, 'weak-password');
      expect([weak.status, weak.body.code]).toEqual([400, 'password_policy_violation']);
      const chosen = await choose(expired.session, NEW_PASSWORD);
      expect(chosen.body.status).toBe('AUTHENTICATED');
      const me = await journey.api.get('/users/me', { token: chosen.body.tokens.accessToken });
      expect(me.status).toBe(200);
      expect((await journey.login(email, NEW_PASSWORD)).status).toBe('AUTHENTICATED');
      const old = await journey.api.post('/auth/login', { email, password: PASSWORD });
      expect(old.status).toBe(401);
    }));

  it('ends the other sessions once another is chosen, as any change of a password does', () =>
    inTime(MAX_AGE_SECONDS * 1000 + AGED_MS, async () => {
      const person = await journey.newPerson();
      await aged();
      const expired = await journey.login(person.email);
      const chosen = await choose(expired.session, NEW_PASSWORD);
      const use = async ({ tokens }: AuthResult) =>
        (await journey.api.get<{ code?: string }>('/users/me', { token: tokens.accessToken })).body.code;
      expect(await use(chosen.body)).toBeUndefined();
      expect(await use(person)).toBe('session_revoked');
    }));

  it('is asked for after the second factor, which stays', () =>
    inTime(MAX_AGE_SECONDS * 1000 + AGED_MS, async () => {
      const person = await journey.newPersonWithFactor();
      await aged();
      const { session } = await journey.login(person.email);
      const code = await person.app.nextCode();
      const expired = await journey.api.post<AuthResult>('/auth/mfa/verify', { session, code });
      expect(expired.body).toMatchObject({ status: 'NEW_PASSWORD_REQUIRED', reason: 'EXPIRED' });
      const chosen = await choose(expired.body.session, NEW_PASSWORD);
      expect(chosen.body).toMatchObject({ status: 'AUTHENTICATED', user: { mfaEnabled: true } });
      expect((await journey.login(person.email, NEW_PASSWORD)).status).toBe('MFA_REQUIRED');
    }));
});
