/**
 * Attack: the `session` between two steps of a sign-in is altered, cut, taken to another step, taken to another user's
 * sign-in, used a second time, or used after its time, in the hope of tokens without the second factor.
 */
import type { AuthenticatorApp } from '../support/journey.js';
import { type AuthResult, Journey } from '../support/journey.js';
import { RunningService } from '../support/running-service.js';

describe('a sealed session', () => {
  let service: RunningService;
  let journey: Journey;

  beforeAll(async () => {
    service = await RunningService.start({ env: { LOCK_AFTER: '100' } });
    journey = new Journey(service.origin, service.cognito);
  });

  afterAll(() => service.stopAndForget());

  async function personWithFactor(): Promise<{ email: string; app: AuthenticatorApp; session: string }> {
    const person = await journey.newPerson();
    const app = await journey.enrolTotp(person.tokens.accessToken);
    const login = await journey.login(person.email);
    expect(login.status).toBe('MFA_REQUIRED');
    return { email: person.email, app, session: login.session };
  }

  const verify = (session: string, code: string) =>
    journey.api.post<AuthResult & { code: string }>('/auth/mfa/verify', { session, code });

  it('is refused when any part of it is altered', async () => {
    const { session, app } = await personWithFactor();
    const code = await app.nextCode();
    const parts = session.split('.');
    for (const [index, part] of parts.entries()) {
      if (part === '') continue;
      const middle = Math.floor(part.length / 2);
      const other = part.charAt(middle) === 'A' ? 'B' : 'A';
      const bent = [...parts];
      bent[index] = part.slice(0, middle) + other + part.slice(middle + 1);
      const answer = await verify(bent.join('.'), code);
      expect([answer.status, answer.body.code]).toEqual([401, 'session_expired']);
    }
    expect((await verify(session, code)).body.status).toBe('AUTHENTICATED');
  });

  it('is refused when it is no session at all', async () => {
    const { tokens } = await journey.newPerson();
    for (const session of ['x', 'a.b.c.d.e', 'null', tokens.accessToken, tokens.refreshToken]) {
      const answer = await verify(session, '123456');
      expect([answer.status, answer.body.code]).toEqual([401, 'session_expired']);
    }
  });

  it('is good for its own step alone', async () => {
    const { session, app } = await personWithFactor();
    const setup = await journey.api.post('/auth/mfa/setup', { session, method: 'TOTP' });
    expect([setup.status, setup.body['code']]).toEqual([401, 'session_expired']);
    const setupVerify = await journey.api.post('/auth/mfa/setup/verify', {
      session,
      code: await app.nextCode(),
    });
    expect([setupVerify.status, setupVerify.body['code']]).toEqual([401, 'session_expired']);
  });

  it("takes no code of another user's app", async () => {
    const [ada, mallory] = [await personWithFactor(), await personWithFactor()];
    const answer = await verify(ada.session, await mallory.app.nextCode());
    expect([answer.status, answer.body.code]).toEqual([401, 'mfa_code_mismatch']);
    const own = await verify(mallory.session, await mallory.app.nextCode());
    expect([own.body.status, own.body.user['email']]).toEqual(['AUTHENTICATED', mallory.email]);
  });

  it('works once', async () => {
    const { session, app } = await personWithFactor();
    expect((await verify(session, await app.nextCode())).status).toBe(200);
    const again = await verify(session, await app.nextCode());
    expect([again.status, again.body.code]).toEqual([401, 'session_expired']);
  });

  it('works once even when two answers arrive together', async () => {
    const { session, app } = await personWithFactor();
    const code = await app.nextCode();
    const answers = await Promise.all([verify(session, code), verify(session, code)]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('opens nothing as a bearer token', async () => {
    const { session } = await personWithFactor();
    const answer = await journey.api.get('/users/me', { token: session });
    expect([answer.status, answer.body['code']]).toEqual([401, 'invalid_token']);
  });

  it('takes five answers and no more, the right one included', async () => {
    const { session, app } = await personWithFactor();
    const wrong = await Promise.all(Array.from({ length: 5 }, () => verify(session, '000000')));
    for (const { body } of wrong) expect(['mfa_code_mismatch', 'account_locked']).toContain(body.code);
    const right = await verify(session, await app.nextCode());
    expect([right.status, right.body.code]).toEqual([401, 'session_expired']);
  });

  it('is not shown to anybody: it names neither the user nor the address', async () => {
    const { session, email } = await personWithFactor();
    const readable = session
      .split('.')
      .map((part) => Buffer.from(part, 'base64url').toString('latin1'))
      .join('');
    expect(readable).not.toContain(email);
    expect(readable).not.toContain('Session');
  });
});
