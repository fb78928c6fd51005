/**
 * Attack: a code that was seen once (over a shoulder, in a log, in a mailbox) is used again: the TOTP code of the sign-in
 * just made, the one that enrolled the app, the sign-up code, and the code of a reset.
 */
import { AuthenticatorApp, type AuthResult, Journey, newEmail } from '../support/journey.js';
import { RunningService } from '../support/running-service.js';

describe('a code', () => {
  let service: RunningService;
  let journey: Journey;

  beforeAll(async () => {
    service = await RunningService.start();
    journey = new Journey(service.origin, service.cognito);
  });

  afterAll(() => service.stopAndForget());

  it('of an authenticator app is refused when it was used to sign in before', async () => {
    const person = await journey.newPerson();
    const app = await journey.enrolTotp(person.tokens.accessToken);
    const code = await app.nextCode();
    const answer = async () => {
      const { session } = await journey.login(person.email);
      return journey.api.post<AuthResult & { code: string }>('/auth/mfa/verify', { session, code });
    };
    expect((await answer()).status).toBe(200);
    const replayed = await answer();
    expect([replayed.status, replayed.body.code]).toEqual([401, 'mfa_code_mismatch']);
  });

  it('of an authenticator app is refused when it has enrolled the app', async () => {
    const person = await journey.newPerson();
    const token = person.tokens.accessToken;
    const setup = await journey.api.post<{ secret: string }>('/auth/mfa/totp', undefined, { token });
    const code = await new AuthenticatorApp(setup.body.secret).nextCode();
    expect((await journey.api.post('/auth/mfa/totp/verify', { code }, { token })).status).toBe(200);
    const { session } = await journey.login(person.email);
    const replayed = await journey.api.post('/auth/mfa/verify', { session, code });
    expect([replayed.status, replayed.body['code']]).toEqual([401, 'mfa_code_mismatch']);
  });

  it('of a sign-up confirms once', async () => {
    const email = newEmail();
    await journey.register(email);
    const code = await journey.mailedCode(email);
    expect((await journey.api.post('/auth/confirm', { email, code })).status).toBe(200);
    const again = await journey.api.post('/auth/confirm', { email, code });
    expect([again.status, again.body['code']]).toEqual([409, 'already_confirmed']);
  });

  it('of a reset sets one password, even when it is used twice at once, and nothing after that', async () => {
    const { email } = await journey.newPerson();
    await journey.api.post('/auth/forgot-password', { email });
    const code = await journey.mailedCode(email);
    const passwords = [1, 2, 3, 4].map((i) => `another-Horse-${i}-battery`);
    const reset = (newPassword: string) =>
      journey.api.post('/auth/reset-password', { email, code, newPassword });
    const answers = await Promise.all(passwords.map(reset));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 400, 400, 400]);
    const again = await reset('another-Horse-5-battery');
    expect([again.status, again.body['code']]).toEqual([400, 'code_expired']);
    const set = passwords[answers.findIndex(({ status }) => status === 204)] ?? '';
    expect((await journey.login(email, set)).status).toBe('AUTHENTICATED');
  });

  it('of one sign-up does not confirm another', async () => {
    const [ada, mallory] = [newEmail(), newEmail()];
    await journey.register(ada);
    await journey.register(mallory);
    const code = await journey.mailedCode(mallory);
    const answer = await journey.api.post('/auth/confirm', { email: ada, code });
    expect([answer.status, answer.body['code']]).toEqual([400, 'code_mismatch']);
  });
});
