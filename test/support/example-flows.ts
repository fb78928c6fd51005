import { AuthenticatorApp, type AuthResult, Journey, PASSWORD } from './journey.js';
import { ExampleRecorder } from './example-recorder.js';
import type { RunningService } from './running-service.js';
import { SocialJourney } from './social-journey.js';

const ADA = 'ada@example.com';
const GRACE = 'grace@example.com';
const NEW_PASSWORD = 'another-Horse-8-battery';
const PERSON = { firstName: 'Ada', lastName: 'Lovelace', acceptTerms: true };
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

interface Secret {
  readonly secret: string;
  readonly session: string;
}

/** What the document shows, made by people's ways through a service with an empty folder. */
export async function exampleFlows(service: RunningService): Promise<object> {
  const journey = new Journey(service.origin, service.cognito);
  const recorder = new ExampleRecorder(journey.api);
  const flows = new Flows(service, journey, recorder);
  await flows.signUp();
  const { accessToken } = await flows.firstSignIn();
  await flows.ownAccount(accessToken);
  const app = await flows.secondFactor(accessToken);
  await flows.lostApp(app);
  await flows.passwords();
  await flows.signOut();
  await flows.social();
  await flows.administration();
  await flows.operation();
  return recorder.examples;
}

class Flows {
  constructor(
    private readonly service: RunningService,
    private readonly journey: Journey,
    private readonly recorder: ExampleRecorder,
  ) {}

  async signUp(): Promise<void> {
    const { recorder } = this;
    await recorder.call('GET', '/auth/policy', { name: 'policy' });
    const work = { department: 'Engineering', employeeId: 'E-1024' };
    const form = { email: ADA, password: PASSWORD, ...PERSON, ...work };
    await recorder.call('POST', '/auth/register', { name: 'created', body: form });
    await recorder.call('POST', '/auth/register', { body: form });
    await recorder.call('POST', '/auth/register', { body: { ...form, email: 'other' } });
    await recorder.call('POST', '/auth/register', { body: { ...form, email: GRACE, password: 'battery' } });
    await recorder.call('POST', '/auth/register', { body: { ...form, email: GRACE, role: 'Manager' } });
    await recorder.call('POST', '/auth/login', { body: { email: ADA, password: PASSWORD } });
    await recorder.call('POST', '/auth/resend-code', { name: 'accepted', body: { email: ADA } });
    await recorder.call('POST', '/auth/confirm', { body: { email: ADA, code: '0000' } });
    const code = await this.journey.mailedCode(ADA);
    await recorder.call('POST', '/auth/confirm', { name: 'confirmed', body: { email: ADA, code } });
    await recorder.call('POST', '/auth/confirm', { body: { email: ADA, code } });
  }

  async firstSignIn(): Promise<AuthResult['tokens']> {
    const { recorder } = this;
    await recorder.call('POST', '/auth/login', { body: { email: ADA, password: 'wrong' } });
    const { tokens } = await this.logIn('authenticated');
    const form = { grant_type: 'password', username: ADA, password: PASSWORD };
    await this.token('password', form);
    await this.token('password', { ...form, password: 'wrong' });
    await this.token('password', { grant_type: 'password' });
    await this.token('password', { grant_type: 'client_credentials' });
    const { refreshToken } = tokens;
    await recorder.call('POST', '/auth/refresh', { body: { refreshToken: 'eyJ.unknown' } });
    const refreshed = await recorder.call<AuthResult>('POST', '/auth/refresh', {
      name: 'authenticated',
      body: { refreshToken },
    });
    return refreshed.body.tokens;
  }

  async ownAccount(token: string): Promise<void> {
    const { recorder } = this;
    const me = await recorder.call('GET', '/users/me', { name: 'profile', token });
    await recorder.call('GET', '/users/me');
    await recorder.call('GET', '/users/me', { token: 'eyJ.no.token' });
    const changes = { name: 'profile', token, body: { lastName: 'King', department: 'Research' } };
    const etag = me.headers.get('etag') ?? '';
    await recorder.call('PATCH', '/users/me', { ...changes, headers: { 'if-match': etag } });
    await recorder.call('PATCH', '/users/me', { ...changes, headers: { 'if-match': '"0"' } });
    await recorder.call('GET', '/auth/sessions', { name: 'page', token });
    const newEmail = 'ada.king@example.com';
    await recorder.call('POST', '/users/me/email', { token, body: { newEmail } });
    await recorder.call('POST', '/users/me/email/verify', { token, body: { code: '0000' } });
    const code = await this.journey.mailedCode(newEmail);
    await recorder.call('POST', '/users/me/email/verify', { name: 'profile', token, body: { code } });
    await recorder.call('POST', '/users/me/email', { token, body: { newEmail: ADA } });
    const back = await this.journey.mailedCode(ADA);
    await this.journey.api.post('/users/me/email/verify', { code: back }, { token });
    await recorder.call('GET', '/users/me/activity?limit=2', { name: 'page', token });
    await recorder.call('GET', '/users/me/export', { name: 'data', token });
    await recorder.call('GET', '/admin/users', { token });
  }

  /** Answers the app that is set up. */
  async secondFactor(token: string): Promise<AuthenticatorApp> {
    const { recorder } = this;
    await recorder.call('GET', '/auth/mfa', { name: 'state', token });
    const { body } = await recorder.call<Secret>('POST', '/auth/mfa/totp', { name: 'secret', token });
    const app = new AuthenticatorApp(body.secret);
    await recorder.call('POST', '/auth/mfa/totp/verify', { token, body: { code: '000000' } });
    await recorder.call('POST', '/auth/mfa/totp/verify', {
      name: 'first',
      token,
      body: { code: await app.nextCode() },
    });
    return app;
  }

  /** Signs in with the app, then without it. */
  async lostApp(app: AuthenticatorApp): Promise<void> {
    const { recorder } = this;
    const { session } = await this.logIn('mfaRequired');
    await recorder.call('POST', '/auth/mfa/verify', { body: { session, code: '000000' } });
    const proved = await recorder.call<AuthResult>('POST', '/auth/mfa/verify', {
      name: 'authenticated',
      body: { session, code: await app.nextCode() },
    });
    const codes = await recorder.call<{ recoveryCodes: string[] }>('POST', '/auth/mfa/recovery-codes', {
      name: 'codes',
      token: proved.body.tokens.accessToken,
    });
    const [recoveryCode] = codes.body.recoveryCodes;
    const { session: next } = await this.logIn('mfaRequired');
    await recorder.call('POST', '/auth/mfa/recover', {
      body: { session: next, recoveryCode: '0000-0000-0000-0000' },
    });
    const recovered = await recorder.call<AuthResult>('POST', '/auth/mfa/recover', {
      name: 'mfaSetupRequired',
      body: { session: next, recoveryCode },
    });
    const { body } = await recorder.call<Secret>('POST', '/auth/mfa/setup', {
      name: 'secret',
      body: { session: recovered.body.session, method: 'TOTP' },
    });
    const newApp = new AuthenticatorApp(body.secret);
    await recorder.call('POST', '/auth/mfa/setup/verify', {
      body: { session: body.session, code: '000000' },
    });
    await recorder.call('POST', '/auth/mfa/setup/verify', {
      name: 'firstFactor',
      body: { session: body.session, code: await newApp.nextCode(), deviceName: "Ada's phone" },
    });
    await this.tokenWithApp(newApp);
  }

  async passwords(): Promise<void> {
    const { recorder } = this;
    await recorder.call('POST', '/auth/forgot-password', { name: 'accepted', body: { email: ADA } });
    const form = { email: ADA, newPassword: NEW_PASSWORD };
    await recorder.call('POST', '/auth/reset-password', { body: { ...form, code: '0000' } });
    const code = await this.journey.mailedCode(ADA);
    await recorder.call('POST', '/auth/reset-password', { body: { ...form, code } });
  }

  async signOut(): Promise<void> {
    const { recorder } = this;
    const { email, tokens } = await this.journey.newPerson();
    const token = tokens.accessToken;
    const passwords = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD };
    const wrong = { ...passwords, currentPassword: 'wrong' };
    await recorder.call('POST', '/auth/change-password', { token, body: wrong });
    await recorder.call('POST', '/auth/change-password', { token, body: passwords });
    const { refreshToken } = (await this.journey.login(email, NEW_PASSWORD)).tokens;
    await recorder.call('POST', '/auth/logout', { token, body: { refreshToken } });
    await recorder.call('GET', '/auth/sessions', { token });
  }

  async social(): Promise<void> {
    const { recorder, service } = this;
    const fresh = new SocialJourney(service.origin);
    const code = await fresh.code({ email: 'mary@example.com', name: 'Mary Somerville' });
    await recorder.call('POST', '/auth/social/exchange', { name: 'authenticated', body: { code } });
    await recorder.call('POST', '/auth/social/exchange', { body: { code } });
    const person = { email: 'taken@example.com', password: PASSWORD, ...PERSON };
    await this.journey.api.post('/auth/register', person);
    await this.journey.confirm(person.email);
    const taken = await new SocialJourney(service.origin).code({ email: person.email });
    const link = await recorder.call<AuthResult>('POST', '/auth/social/exchange', {
      name: 'socialLinkRequired',
      body: { code: taken },
    });
    const { session } = link.body;
    await recorder.call('POST', '/auth/social/link', { body: { session, password: 'wrong' } });
    await recorder.call('POST', '/auth/social/link', {
      name: 'authenticated',
      body: { session, password: PASSWORD },
    });
  }

  async administration(): Promise<void> {
    const { recorder } = this;
    const admin = await this.journey.login('admin@example.com', this.service.adminPassword);
    const token = admin.tokens.accessToken;
    await recorder.call('GET', '/admin/groups', { name: 'page', token });
    const group = { name: 'hr', description: 'May read personnel files.' };
    await recorder.call('POST', '/admin/groups', { name: 'group', token, body: group });
    await recorder.call('POST', '/admin/groups', { token, body: group });
    const invited = { email: GRACE, firstName: 'Grace', lastName: 'Hopper', role: 'Manager', groups: ['hr'] };
    const { body } = await recorder.call<{ userId: string }>('POST', '/admin/users', {
      name: 'invited',
      token,
      body: invited,
    });
    await this.acceptInvitation();
    const grace = `/admin/users/${body.userId}`;
    await recorder.call('GET', '/admin/users?limit=2', { name: 'page', token });
    await recorder.call('GET', grace, { name: 'profile', token });
    await recorder.call('PATCH', grace, { name: 'profile', token, body: { department: 'Research' } });
    await recorder.call('GET', `${grace}/groups`, { name: 'groups', token });
    await recorder.call('GET', `${grace}/sessions`, { name: 'page', token });
    await recorder.call('POST', `/admin/users/${admin.user.userId}/disable`, { token });
    await recorder.call('GET', '/admin/users/00000000-0000-0000-0000-000000000000', { token });
    await recorder.call('GET', '/admin/audit-events?type=login.failed&limit=1', { name: 'page', token });
    await recorder.call('GET', '/admin/audit-events/verify', { name: 'intact', token });
  }

  async operation(): Promise<void> {
    const { tokens } = await this.journey.login('admin@example.com', this.service.adminPassword);
    await this.recorder.refuseInvalid(tokens.accessToken);
    await this.recorder.call('GET', '/health/live', { name: 'alive' });
    await this.recorder.call('GET', '/health/ready', { name: 'ready' });
  }

  private async acceptInvitation(): Promise<void> {
    const password = await this.journey.mailedCode(GRACE);
    // The temporary password is for nobody's eyes, so only what comes of it is shown.
    const login = await this.journey.api.post<AuthResult>('/auth/login', { email: GRACE, password });
    this.recorder.keep('login', 'newPasswordRequired', undefined, login);
    await this.recorder.call('POST', '/auth/new-password', {
      name: 'authenticated',
      body: { session: login.body.session, newPassword: NEW_PASSWORD },
    });
  }

  private async logIn(name: string): Promise<AuthResult> {
    const body = { email: ADA, password: PASSWORD };
    return (await this.recorder.call<AuthResult>('POST', '/auth/login', { name, body })).body;
  }

  private async tokenWithApp(app: AuthenticatorApp): Promise<void> {
    const form = { grant_type: 'password', username: ADA, password: PASSWORD };
    const { body } = await this.token('password', form);
    await this.token('mfa_otp', { grant_type: 'mfa_otp', session: body.session, otp: await app.nextCode() });
  }

  private token(name: string, form: Record<string, string>): Promise<{ body: { session: string } }> {
    const body = new URLSearchParams(form).toString();
    return this.recorder.call<{ session: string }>('POST', '/auth/token', { name, body, headers: FORM });
  }
}
