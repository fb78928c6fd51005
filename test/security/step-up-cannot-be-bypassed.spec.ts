/**
 * Attack: a token that was stolen, or left behind on a desk, is used for what cannot be undone: erasing the account, moving
 * it to another address, taking the second factor away, making recovery codes. A refresh must not make an old sign-in young.
 */
import { type AuthResult, Journey } from '../support/journey.js';
import { RunningService } from '../support/running-service.js';

describe('operations that ask for a recent sign-in', () => {
  let service: RunningService;
  let journey: Journey;

  beforeAll(async () => {
    service = await RunningService.start({ env: { STEP_UP_MINUTES: '0.1' } });
    journey = new Journey(service.origin, service.cognito);
  });

  afterAll(() => service.stopAndForget());

  const OPERATIONS = [
    ['DELETE', '/users/me'],
    ['POST', '/users/me/email'],
    ['DELETE', '/auth/mfa/totp'],
    ['POST', '/auth/mfa/recovery-codes'],
    ['POST', '/auth/mfa/totp'],
    ['POST', '/auth/mfa/totp/verify', { code: '123456' }],
  ] as const;

  it('refuse an old one, and a refreshed old one', async () => {
    const person = await journey.newPersonWithFactor();
    await new Promise((resolve) => setTimeout(resolve, 7_000));
    const { refreshToken } = person.tokens;
    const refreshed = await journey.api.post<AuthResult>('/auth/refresh', { refreshToken });
    expect(refreshed.status).toBe(200);
    for (const token of [person.tokens.accessToken, refreshed.body.tokens.accessToken]) {
      for (const [method, path, body] of OPERATIONS) {
        const answer = await journey.api.call<{ code: string }>(method, path, { token, body });
        expect([path, answer.status, answer.body.code]).toEqual([
          path,
          401,
          'insufficient_user_authentication',
        ]);
        expect(answer.headers.get('www-authenticate')).toContain('error="insufficient_user_authentication"');
        expect(answer.headers.get('www-authenticate')).toContain('max_age=6');
      }
    }
    const { session } = await journey.login(person.email);
    const again = await journey.api.post<AuthResult>('/auth/mfa/verify', {
      session,
      code: await person.app.nextCode(),
    });
    const erased = await journey.api.call('DELETE', '/users/me', { token: again.body.tokens.accessToken });
    expect(erased.status).toBe(204);
  });
});
