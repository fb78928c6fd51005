import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type AuthClient, SessionEnded } from '../../clients/typescript/src/main.js';
import { ClientProbe } from '../support/client-probe.js';
import { AuthenticatorApp, Journey, newEmail, PASSWORD } from '../support/journey.js';
import { RunningService } from '../support/running-service.js';

describe('the main job, from one command and without an AWS account', () => {
  let service: RunningService;
  let journey: Journey;

  beforeAll(async () => {
    service = await RunningService.start({ plain: true });
    journey = new Journey(service.origin, service.cognito);
  });

  afterAll(() => service.stopAndForget());

  it('writes to people in the language that they signed up in', async () => {
    const email = newEmail();
    const person = { email, password: PASSWORD, firstName: 'Ada', lastName: 'Lovelace', acceptTerms: true };
    const headers = { 'accept-language': 'fr;q=0.9, de-AT, en;q=0.5' };
    await journey.api.post('/auth/register', person, { headers });
    const code = await journey.mailedCode(email);
    expect((await journey.api.post('/auth/confirm', { email, code })).status).toBe(200);
    // Nothing of this request says German any more.
    await journey.api.post('/auth/forgot-password', { email });
    const mails = await journey.mails(email);
    expect(mails.map(({ subject }) => subject)).toEqual([
      'Ihr Code zum Zurücksetzen des Passworts',
      'Ihr Bestätigungscode',
    ]);
    expect(mails[0]?.body).toContain('Guten Tag Ada,');
    expect(mails[1]?.body).toContain(`Bestätigungscode: <strong`);
    expect(mails[1]?.body).toContain(code);
    expect(mails[1]?.body).not.toContain('Ada');
  });

  it('leads from sign-up over the second factor to sign-out', async () => {
    const { client, storage } = new ClientProbe(service.origin);
    const email = newEmail();
    const registered = await client.signUp({
      email,
      password: PASSWORD,
      firstName: 'Ada',
      lastName: 'Lovelace',
      acceptTerms: true,
      department: 'Engineering',
      employeeId: 'E-1024',
    });
    expect(registered).toEqual({
      userId: expect.any(String) as string,
      status: 'UNCONFIRMED',
      codeDelivery: { medium: 'EMAIL', destination: 'p***@e***.com' },
    });
    const early = client.signIn({ email, password: PASSWORD });
    await expect(early).rejects.toMatchObject({ status: 403, code: 'user_not_confirmed' });
    await client.confirmSignUp({ email, code: await journey.mailedCode(email) });

    const first = await client.signIn({ email, password: PASSWORD });
    expect(first).toMatchObject({
      status: 'AUTHENTICATED',
      user: { email, department: 'Engineering', employeeId: 'E-1024', mfaEnabled: false },
    });
    const app = await enrol(client);

    const second = await client.signIn({ email, password: PASSWORD });
    expect(second).toMatchObject({ status: 'MFA_REQUIRED', method: 'TOTP' });
    if (second.status !== 'MFA_REQUIRED') throw new Error('no code is asked for');
    expect(second.expiresAt.getTime() - Date.now()).toBeGreaterThan(170_000);
    await expect(second.verify('000000')).rejects.toMatchObject({ code: 'mfa_code_mismatch' });
    const verified = await second.verify(await app.nextCode());
    expect(verified).toMatchObject({ status: 'AUTHENTICATED', user: { mfaEnabled: true } });

    const { profile } = await client.profile.read();
    expect(profile).toMatchObject({ email, firstName: 'Ada', status: 'ACTIVE', mfaEnabled: true });

    const { accessToken, refreshToken } = storage.load()!;
    await client.signOut();
    await expect(client.profile.read()).rejects.toThrow(SessionEnded);
    const after = await journey.api.get('/users/me', { token: accessToken });
    expect([after.status, after.body['code']]).toEqual([401, 'session_revoked']);
    const refreshed = await journey.api.post('/auth/refresh', { refreshToken });
    expect([refreshed.status, refreshed.body['code']]).toEqual([401, 'invalid_refresh_token']);
  });

  it('lets the seeded admin read anybody, and refuses a plain user', async () => {
    const person = await journey.newPerson();
    const path = { userId: person.user.userId };
    const admin = new ClientProbe(service.origin).client;
    const signedIn = await admin.signIn({ email: 'admin@example.com', password: service.adminPassword });
    expect(signedIn).toMatchObject({ user: { groups: ['admin'] } });
    const { value } = await admin.call('readUser', { path });
    expect(value.email).toBe(person.email);
    const emails: string[] = [];
    for await (const user of admin.items('listUsers', { query: { limit: 1 } })) emails.push(user.email);
    expect(emails).toEqual(expect.arrayContaining([person.email, 'admin@example.com']));

    const plain = new ClientProbe(service.origin);
    await plain.client.signIn({ email: person.email, password: PASSWORD });
    const refused = plain.client.call('readUser', { path });
    await expect(refused).rejects.toMatchObject({ status: 403, code: 'insufficient_scope' });
    expect(plain.last?.headers.get('www-authenticate')).toContain('error="insufficient_scope"');
  });

  it('refreshes with rotation, once for all who ask, and goes on with the new tokens', async () => {
    const { client, storage } = new ClientProbe(service.origin);
    const { email } = await journey.newPerson();
    await client.signIn({ email, password: PASSWORD });
    const before = storage.load()!;
    storage.save({ ...before, refreshAt: 0 });
    const profiles = await Promise.all([1, 2, 3].map(() => client.profile.read()));
    expect(profiles.map(({ profile }) => profile.email)).toEqual([email, email, email]);
    const after = storage.load()!;
    expect(after.refreshToken).not.toBe(before.refreshToken);
    expect(after.refreshAt).toBeGreaterThan(Date.now());

    // What the service takes for no token is mended by a refresh too.
    storage.save({ ...after, accessToken: `${after.accessToken.slice(0, -8)}AAAAAAAA` });
    await expect(client.profile.read()).resolves.toMatchObject({ profile: { email } });
    expect(storage.load()?.refreshToken).not.toBe(after.refreshToken);
  });

  it('changes the profile only at the version that was read', async () => {
    const { client } = new ClientProbe(service.origin);
    const { email } = await journey.newPerson();
    await client.signIn({ email, password: PASSWORD });
    const { etag } = await client.profile.read();
    const changed = await client.profile.update({ department: null }, { etag });
    expect(changed.profile.department).toBeNull();
    expect(changed.etag).not.toBe(etag);
    const stale = client.profile.update({ lastName: 'King' }, { etag });
    await expect(stale).rejects.toMatchObject({ status: 412, code: 'precondition_failed' });
    await expect(client.profile.edit(() => ({ lastName: 'King' }))).resolves.toMatchObject({
      profile: { lastName: 'King', department: null },
    });
  });

  it('tells an app when somebody else has ended its session', async () => {
    const ends: string[] = [];
    const options = { onSessionEnd: (reason: string) => ends.push(reason) };
    const { client } = new ClientProbe(service.origin, options);
    const { email, tokens } = await journey.newPerson();
    await client.signIn({ email, password: PASSWORD });
    await journey.api.post('/auth/logout-all', undefined, { token: tokens.accessToken });
    await expect(client.profile.read()).rejects.toMatchObject({ code: 'session_revoked' });
    expect(ends).toEqual(['session_revoked']);
  });

  it('goes the same way through the built package in plain Node', async () => {
    const { email } = await journey.newPerson();
    const program = `
      import { createAuthClient } from './clients/typescript/dist/main.js';
      const client = createAuthClient({ baseUrl: '${service.origin}/api/v1' });
      const { status } = await client.signIn({ email: '${email}', password: '${PASSWORD}' });
      const { profile } = await client.profile.read();
      await client.signOut();
      console.log(JSON.stringify([status, profile.email, await client.isSignedIn()]));`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program]);
    expect(JSON.parse(stdout)).toEqual(['AUTHENTICATED', email, false]);
  });

  it('tells a sign-up form what it needs', async () => {
    const policy = await journey.api.get('/auth/policy');
    expect(policy.body).toMatchObject({
      password: { minLength: 8 },
      mfa: { required: false, methods: ['TOTP'] },
      signUp: { disclosure: 'conflict', selfAssignableRoles: ['Employee'], termsVersion: '1' },
    });
  });

  it('says that it lives and that it can serve', async () => {
    expect((await journey.api.get('/health/live')).body).toEqual({ status: 'ok' });
    expect((await journey.api.get('/health/ready')).body).toEqual({
      status: 'ok',
      checks: { dynamodb: 'up', cognito: 'up' },
    });
  });
});

async function enrol(client: AuthClient): Promise<AuthenticatorApp> {
  const setup = await client.factors.setUpTotp();
  expect(setup.otpauthUri).toContain(`secret=${setup.secret}`);
  expect(setup.qrCode).toMatch(/^data:image\/png;base64,/);
  const app = new AuthenticatorApp(setup.secret);
  const verified = await setup.verify(await app.nextCode());
  expect(verified.methods).toEqual([{ method: 'TOTP', enabled: true, preferred: true }]);
  expect(new Set(verified.recoveryCodes).size).toBe(10);
  return app;
}
