import { inspect } from 'node:util';
import { createAuthClient } from './create-auth-client.js';
import type { SignInStep } from './sign-in-step.js';
import { authenticated, BASE_URL, FakeService, held, ok, refuse, USER } from './testing/fake-service.js';
import { signedInClient } from './testing/signed-in-client.js';

const CREDENTIALS = { email: 'ada@example.com', password: 'a-password' };
const step = (status: string, more: object = {}) =>
  ok({ status, session: `sealed-${status}`, expiresIn: 180, ...more });

function newClient() {
  const service = new FakeService();
  return { service, client: createAuthClient({ baseUrl: BASE_URL, fetch: service.fetch }) };
}

function expectStatus<S extends SignInStep['status']>(
  found: SignInStep,
  status: S,
): Extract<SignInStep, { status: S }> {
  expect(found.status).toBe(status);
  return found as Extract<SignInStep, { status: S }>;
}

describe('the steps of a sign-in', () => {
  it('lead from one to the next, each with the session of the one before', async () => {
    const { client, service } = newClient();
    service
      .on('POST /auth/login', step('NEW_PASSWORD_REQUIRED', { reason: 'INVITED' }))
      .on('POST /auth/new-password', step('MFA_SELECTION_REQUIRED', { methods: ['TOTP', 'EMAIL'] }))
      .on('POST /auth/mfa/select', step('MFA_REQUIRED', { method: 'EMAIL', destination: 'a***@e***.com' }))
      .on('POST /auth/mfa/recover', step('MFA_SETUP_REQUIRED', { methods: ['TOTP'] }))
      .on('POST /auth/mfa/setup', ok({ session: 'sealed-secret', secret: 'S', otpauthUri: 'o', qrCode: 'q' }))
      .on('POST /auth/mfa/setup/verify', ok({ ...authenticated('first'), recoveryCodes: ['A-B'] }));
    const first = expectStatus(await client.signIn(CREDENTIALS), 'NEW_PASSWORD_REQUIRED');
    expect(first.reason).toBe('INVITED');
    const choice = expectStatus(await first.choose('new-password'), 'MFA_SELECTION_REQUIRED');
    const code = expectStatus(await choice.select('EMAIL'), 'MFA_REQUIRED');
    expect(code).toMatchObject({ method: 'EMAIL', destination: 'a***@e***.com' });
    const setup = expectStatus(await code.recover(' 7K2M-9QXB '), 'MFA_SETUP_REQUIRED');
    const app = await setup.setUp();
    await expect(client.isSignedIn()).resolves.toBe(false);
    const done = expectStatus(await app.verify('123 456', { deviceName: 'phone' }), 'AUTHENTICATED');
    expect(done).toEqual({ status: 'AUTHENTICATED', user: USER, recoveryCodes: ['A-B'] });
    await expect(client.accessToken()).resolves.toBe('access-first');
    expect(service.received.map(({ body }) => body)).toEqual([
      CREDENTIALS,
      { session: 'sealed-NEW_PASSWORD_REQUIRED', newPassword: 'new-password' },
      { session: 'sealed-MFA_SELECTION_REQUIRED', method: 'EMAIL' },
      { session: 'sealed-MFA_REQUIRED', recoveryCode: '7K2M-9QXB' },
      { session: 'sealed-MFA_SETUP_REQUIRED', method: 'TOTP' },
      { session: 'sealed-secret', code: '123456', deviceName: 'phone' },
    ]);
  });

  it('can be tried again after a wrong code', async () => {
    const { client, service } = newClient();
    service
      .on('POST /auth/login', step('MFA_REQUIRED', { method: 'TOTP' }))
      .on('POST /auth/mfa/verify', refuse(401, 'mfa_code_mismatch'), ok(authenticated('first')));
    const asked = expectStatus(await client.signIn(CREDENTIALS), 'MFA_REQUIRED');
    await expect(asked.verify('000000')).rejects.toMatchObject({ code: 'mfa_code_mismatch' });
    expectStatus(await asked.verify('123456'), 'AUTHENTICATED');
  });

  it('come from another provider too', async () => {
    const { client, service } = newClient();
    service
      .on('POST /auth/social/exchange', step('SOCIAL_LINK_REQUIRED', { destination: 'a***@e***.com' }))
      .on('POST /auth/social/link', ok(authenticated('first')));
    expect(client.googleSignInUrl('https://app.example.com/back?x=1')).toBe(
      `${BASE_URL}/auth/social/google?redirectUri=https%3A%2F%2Fapp.example.com%2Fback%3Fx%3D1`,
    );
    const link = expectStatus(await client.signInWithSocialCode('handed-over'), 'SOCIAL_LINK_REQUIRED');
    expectStatus(await link.link('a-password'), 'AUTHENTICATED');
  });

  it('tell nobody what opens the next one', async () => {
    const { client, service } = newClient();
    service.on('POST /auth/login', step('MFA_REQUIRED', { method: 'TOTP' }));
    const asked = await client.signIn(CREDENTIALS);
    expect(inspect(asked, { depth: 9, showHidden: true }) + JSON.stringify(asked)).not.toContain('sealed');
  });

  it('come to nothing where somebody signs out meanwhile, and leave no session behind', async () => {
    const { client, service } = newClient();
    const slow = held(ok(authenticated('first')));
    service.on('POST /auth/login', slow.reply).on('POST /auth/logout', ok());
    const signIn = client.signIn(CREDENTIALS);
    await client.signOut();
    slow.release();
    await expect(signIn).rejects.toMatchObject({ reason: 'signed_out' });
    await expect(client.isSignedIn()).resolves.toBe(false);
    expect(service.received.at(-1)).toMatchObject({ call: 'POST /auth/logout', token: 'access-first' });
  });
});

describe('a second sign-in', () => {
  it('ends the session of the first', async () => {
    const { client, service } = await signedInClient();
    service.on('POST /auth/login', ok(authenticated('second'))).on('POST /auth/logout', ok());
    await client.signIn(CREDENTIALS);
    await expect(client.accessToken()).resolves.toBe('access-second');
    expect(service.received.at(-1)).toMatchObject({
      call: 'POST /auth/logout',
      token: 'access-first',
      body: { refreshToken: 'refresh-first' },
    });
  });
});

describe('signing out', () => {
  it('happens here even where the service cannot be told, and says so', async () => {
    const { client, service } = await signedInClient({ retry: { maxTries: 1 } });
    service.on('POST /auth/logout', refuse(503, 'service_unavailable'));
    await expect(client.signOut()).rejects.toMatchObject({ code: 'service_unavailable' });
    await expect(client.isSignedIn()).resolves.toBe(false);
  });

  it('is done where the session had ended already', async () => {
    const { client, service, ends } = await signedInClient();
    service.on('POST /auth/logout', refuse(401, 'session_revoked'));
    await expect(client.signOut()).resolves.toBeUndefined();
    expect(ends).toEqual([]);
  });

  it('everywhere is not claimed where it failed', async () => {
    const { client, service } = await signedInClient();
    service.on('POST /auth/logout-all', refuse(503, 'service_unavailable'), ok());
    await expect(client.signOutEverywhere()).rejects.toMatchObject({ status: 503 });
    await expect(client.isSignedIn()).resolves.toBe(true);
    await client.signOutEverywhere();
    await expect(client.isSignedIn()).resolves.toBe(false);
  });
});
