import type { AuthClient } from './auth-client.js';
import { authenticated, ok, refuse, USER } from './testing/fake-service.js';
import { signedInClient } from './testing/signed-in-client.js';

const ERASE = 'DELETE /users/me';
const CODES = 'POST /auth/mfa/recovery-codes';
const CREDENTIALS = { email: 'ada@example.com', password: 'a-password' };
const demand = refuse(401, 'insufficient_user_authentication', {
  'www-authenticate': 'Bearer realm="x", error="insufficient_user_authentication", max_age=600',
});

/** A client whose person signs in again when asked to. */
async function steppingUp(again: (client: AuthClient) => Promise<boolean>) {
  const asked: unknown[] = [];
  const made = await signedInClient({
    onStepUp: (request) => {
      asked.push(request);
      return again(made.client);
    },
  });
  made.service.on('POST /auth/login', ok(authenticated('second'))).on('POST /auth/logout', ok());
  return { ...made, asked };
}

const signInAgain = async (client: AuthClient): Promise<boolean> =>
  (await client.signIn(CREDENTIALS)).status === 'AUTHENTICATED';

describe('an operation that wants a recent sign-in', () => {
  it('asks the person, and is repeated with the new tokens', async () => {
    const { client, service, asked } = await steppingUp(signInAgain);
    service.on(ERASE, demand, ok());
    await client.profile.erase();
    expect(asked).toEqual([{ operation: 'eraseMyAccount', maxAgeSeconds: 600 }]);
    const sent = service.received.filter(({ call }) => call === ERASE);
    expect(sent.map(({ token }) => token)).toEqual(['access-first', 'access-second']);
    await expect(client.isSignedIn()).resolves.toBe(false);
  });

  it('is not repeated for somebody else who signs in', async () => {
    const { client, service } = await steppingUp(signInAgain);
    service
      .on(ERASE, demand, ok())
      .on('POST /auth/login', ok(authenticated('other', 3600, { ...USER, userId: 'user-2' })));
    await expect(client.profile.erase()).rejects.toMatchObject({ code: 'insufficient_user_authentication' });
    expect(service.count(ERASE)).toBe(1);
  });

  it('asks once, even where the service is not content with the answer', async () => {
    const { client, service, asked } = await steppingUp(signInAgain);
    service.on(ERASE, demand);
    await expect(client.profile.erase()).rejects.toMatchObject({ maxAgeSeconds: 600 });
    expect([asked.length, service.count(ERASE)]).toEqual([1, 2]);
  });

  it('is refused where nobody can be asked, where they decline, and where they only say so', async () => {
    const plain = await signedInClient();
    const declining = await steppingUp(() => Promise.resolve(false));
    const lying = await steppingUp(() => Promise.resolve(true));
    for (const { client, service } of [plain, declining, lying]) {
      service.on(ERASE, demand);
      await expect(client.profile.erase()).rejects.toMatchObject({
        code: 'insufficient_user_authentication',
      });
      expect(service.count(ERASE)).toBe(1);
    }
  });

  it('asks once for several that want it at the same time', async () => {
    const { client, service, asked } = await steppingUp(signInAgain);
    service.on(CODES, demand, demand, ok({ recoveryCodes: ['A'] })).on('DELETE /auth/mfa/totp', demand, ok());
    await Promise.all([
      client.factors.newRecoveryCodes(),
      client.factors.newRecoveryCodes(),
      client.factors.removeTotp(),
    ]);
    expect(asked).toHaveLength(1);
  });
});
