/**
 * Attack: a sign-in whose password Cognito has taken already is still on its way when its owner changes the password, sets up a
 * second factor, or erases the account. What it writes then must undo none of that.
 */
import { Administrator } from '../support/administrator.js';
import { eventually } from '../support/eventually.js';
import { type AuthResult, Journey, PASSWORD } from '../support/journey.js';
import { LocalAws } from '../support/local-aws.js';
import { RunningService } from '../support/running-service.js';

const NEW_PASSWORD = 'another-Horse-8-battery';

describe('a sign-in that is still on its way', () => {
  let aws: LocalAws;
  let service: RunningService;
  let journey: Journey;

  beforeAll(async () => {
    aws = await LocalAws.start();
    service = await RunningService.start({ env: { ...aws.env(), COGNITO_TIMEOUT_MS: '30000' } });
    journey = new Journey(service.origin, aws.cognitoServer);
  });

  afterAll(async () => {
    await service.stopAndForget();
    await aws.close();
  });

  /** Signs in, and does something else between Cognito's answer and ours. */
  async function signInDuring(email: string, change: () => Promise<unknown>) {
    aws.cognito.behave((operation) => (operation === 'AdminInitiateAuth' ? 'late' : 'forward'));
    const answer = journey.api.post<AuthResult>('/auth/login', { email, password: PASSWORD });
    await eventually(() => {
      expect(aws.cognito.lateAnswers).toBe(1);
    });
    aws.cognito.behave(() => 'forward');
    await change();
    aws.cognito.release();
    return answer;
  }

  const use = (token: string) => journey.api.get<{ code: string }>('/users/me', { token });

  it('opens nothing with a password that was changed meanwhile', async () => {
    const owner = await journey.newPerson();
    const { accessToken: token } = owner.tokens;
    const passwords = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD };
    const late = await signInDuring(owner.email, async () => {
      const changed = await journey.api.post('/auth/change-password', passwords, { token });
      expect(changed.status).toBe(204);
    });
    expect((await use(late.body.tokens.accessToken)).body.code).toBe('session_revoked');
    expect((await use(token)).status).toBe(200);
    const again = await journey.login(owner.email, NEW_PASSWORD);
    expect((await use(again.tokens.accessToken)).status).toBe(200);
  });

  it('opens nothing with a password that was changed meanwhile, nor once its second step is made', async () => {
    const owner = await journey.newPersonWithFactor();
    const { accessToken: token } = owner.tokens;
    const passwords = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD };
    const late = await signInDuring(owner.email, () =>
      journey.api.post('/auth/change-password', passwords, { token }),
    );
    const code = await owner.app.nextCode();
    const verified = await journey.api.post<AuthResult>('/auth/mfa/verify', {
      session: late.body.session,
      code,
    });
    expect((await use(verified.body.tokens.accessToken)).body.code).toBe('session_revoked');
  });

  it('opens nothing with a password that was reset meanwhile', async () => {
    const owner = await journey.newPerson();
    const { email } = owner;
    await journey.api.post('/auth/forgot-password', { email });
    const code = await journey.mailedCode(email);
    const late = await signInDuring(email, async () => {
      const reset = await journey.api.post('/auth/reset-password', {
        email,
        code,
        newPassword: NEW_PASSWORD,
      });
      expect(reset.status).toBe(204);
    });
    expect((await use(late.body.tokens.accessToken)).body.code).toBe('session_revoked');
  });

  it('does not make the service forget a second factor that was set up meanwhile', async () => {
    const owner = await journey.newPerson();
    const { accessToken: token } = owner.tokens;
    const late = await signInDuring(owner.email, () => journey.enrolTotp(token));
    expect(late.status).toBe(200);
    expect((await journey.api.get<{ mfaEnabled: boolean }>('/users/me', { token })).body.mfaEnabled).toBe(
      true,
    );
  });

  it('brings nothing back of an account that was erased meanwhile', async () => {
    const owner = await journey.newPerson();
    const { accessToken: token } = owner.tokens;
    const late = await signInDuring(owner.email, async () => {
      expect((await journey.api.call('DELETE', '/users/me', { token })).status).toBe(204);
    });
    expect(late.body).not.toHaveProperty('tokens');
    expect(late.body).toMatchObject({ status: 403, code: 'account_disabled' });
    const admin = await Administrator.make(journey, aws.cognitoServer);
    expect(await admin.outcome('GET', `/users/${owner.user.userId}`)).toEqual([404, 'not_found']);
  });
});
