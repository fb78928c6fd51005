import type { Answer } from '../support/api-client.js';
import { AuthenticatorApp, type AuthResult, Journey, newEmail, PASSWORD } from '../support/journey.js';
import { LocalAws } from '../support/local-aws.js';
import { PoolAdmin } from '../support/pool-admin.js';
import { RunningService } from '../support/running-service.js';

interface TokenAnswer {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly error: string;
  readonly error_description: string;
  readonly session: string;
}

const FORM = 'application/x-www-form-urlencoded';
const TOKENS = {
  access_token: expect.any(String) as string,
  id_token: expect.any(String) as string,
  refresh_token: expect.any(String) as string,
  token_type: 'Bearer',
  expires_in: 3600,
};

describe('the token endpoint', () => {
  let service: RunningService;
  let journey: Journey;

  beforeAll(async () => {
    service = await RunningService.start();
    journey = new Journey(service.origin, service.cognito);
  });

  afterAll(() => service.stopAndForget());

  const send = (body: string, type = FORM): Promise<Answer<TokenAnswer>> =>
    journey.api.post<TokenAnswer>('/auth/token', body, { headers: { 'content-type': type } });
  const ask = (fields: Record<string, string>) => send(new URLSearchParams(fields).toString());
  const withPassword = (username: string, more: Record<string, string> = {}) =>
    ask({ grant_type: 'password', username, password: PASSWORD, ...more });

  /** Every answer is as RFC 6749, 5.1 and 5.2 say: JSON, not to be kept, and a description in plain ASCII. */
  const expectRefusal = ({ status, headers, body }: Answer<TokenAnswer>, wanted: number, error: string) => {
    expect([status, body.error]).toEqual([wanted, error]);
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body.error_description).toMatch(/^[\x20\x21\x23-\x5B\x5D-\x7E]+$/);
  };

  describe('gives tokens', () => {
    it('for a password, whatever the case of the address and the blanks round it', async () => {
      const { email } = await journey.newPerson();
      const { status, headers, body } = await withPassword(` ${email.toUpperCase()} `);
      expect([status, body]).toEqual([200, TOKENS]);
      expect([headers.get('cache-control'), headers.get('pragma')]).toEqual(['no-store', 'no-cache']);
      const me = await journey.api.get('/users/me', { token: body.access_token });
      expect([me.status, me.body['email']]).toEqual([200, email]);
    });

    it('for a password and the code of the app in one request', async () => {
      const { email, app } = await journey.newPersonWithFactor();
      expect((await withPassword(email, { otp: await app.nextCode() })).body).toEqual(TOKENS);
    });

    it('for the code of the app in a second request', async () => {
      const { email, app } = await journey.newPersonWithFactor();
      const asked = await withPassword(email);
      expectRefusal(asked, 403, 'mfa_required');
      expect(asked.body).toEqual({
        error: 'mfa_required',
        error_description: expect.any(String) as string,
        session: expect.any(String) as string,
        method: 'TOTP',
        expires_in: 180,
      });
      const { session } = asked.body;
      expectRefusal(await ask({ grant_type: 'mfa_otp', session, otp: '000000' }), 400, 'invalid_grant');
      expect((await ask({ grant_type: 'mfa_otp', session, otp: await app.nextCode() })).body).toEqual(TOKENS);
      expectRefusal(
        await ask({ grant_type: 'mfa_otp', session, otp: await app.nextCode() }),
        400,
        'invalid_grant',
      );
    });

    it('for a refresh token, another one with them', async () => {
      const { tokens } = await journey.newPerson();
      const refreshed = await ask({ grant_type: 'refresh_token', refresh_token: tokens.refreshToken });
      expect(refreshed.body).toEqual(TOKENS);
      expect(refreshed.body.refresh_token).not.toBe(tokens.refreshToken);
    });

    it('and does not look at parameters that it does not know', async () => {
      const { email } = await journey.newPerson();
      const answer = await withPassword(email, { scope: 'openid', client_id: 'x', 'a[b]': 'c' });
      expect(answer.body).toEqual(TOKENS);
    });
  });

  describe('refuses in the form of RFC 6749', () => {
    it.each([
      ['no grant type', 'username=a', 'invalid_request'],
      ['an empty form', '', 'invalid_request'],
      ['a grant type that it does not know', 'grant_type=client_credentials', 'unsupported_grant_type'],
      ['a parameter given twice', 'grant_type=password&username=a&username=b&password=c', 'invalid_request'],
      ['no username', 'grant_type=password&password=x', 'invalid_request'],
      ['an empty password', 'grant_type=password&username=a&password=', 'invalid_request'],
      ['no refresh token', 'grant_type=refresh_token', 'invalid_request'],
      ['no code', 'grant_type=mfa_otp&session=x', 'invalid_request'],
      ['a session that is none', 'grant_type=mfa_otp&session=x&otp=123456', 'invalid_grant'],
      ['a refresh token that is none', 'grant_type=refresh_token&refresh_token=x', 'invalid_grant'],
      ['nobody by that name', `grant_type=password&username=${newEmail()}&password=x`, 'invalid_grant'],
    ])('%s', async (_case, form, error) => {
      expectRefusal(await send(form), 400, error);
    });

    it.each([
      ['JSON', 'application/json', '{"grant_type":"refresh_token","refresh_token":"x"}'],
      ['broken JSON', 'application/json', '{"grant_type":'],
      ['plain text', 'text/plain', 'grant_type=refresh_token&refresh_token=x'],
      ['more than anybody needs', FORM, `grant_type=password&username=${'a'.repeat(70_000)}`],
    ])('%s in place of a form', async (_case, type, body) => {
      expectRefusal(await send(body, type), 400, 'invalid_request');
    });

    it('a wrong password and a wrong code alike', async () => {
      const { email } = await journey.newPersonWithFactor();
      expectRefusal(await withPassword(email, { password: 'wrong' }), 400, 'invalid_grant');
      expectRefusal(await withPassword(email, { otp: '000000' }), 400, 'invalid_grant');
    });

    it('a locked account, and says when to come back', async () => {
      const email = newEmail();
      for (let i = 0; i < 5; i += 1) await withPassword(email);
      const locked = await withPassword(email);
      expectRefusal(locked, 400, 'invalid_grant');
      expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(0);
    });

    it('an account that needs a new password first, with the session for it', async () => {
      const email = newEmail();
      await (await PoolAdmin.of(service.cognito)).invite(email);
      const asked = await withPassword(email, { password: await journey.mailedCode(email) });
      expectRefusal(asked, 403, 'new_password_required');
      const chosen = await journey.api.post<AuthResult>('/auth/new-password', {
        session: asked.body.session,
        newPassword: PASSWORD,
      });
      expect(chosen.body.status).toBe('AUTHENTICATED');
    });
  });
});

describe('the token endpoint where everybody needs a second factor', () => {
  it('names the set-up that comes first, with the session for it', async () => {
    const service = await RunningService.start({ env: { MFA_MODE: 'required' } });
    const journey = new Journey(service.origin, service.cognito);
    const email = newEmail();
    await journey.register(email);
    await journey.confirm(email);
    const form = new URLSearchParams({ grant_type: 'password', username: email, password: PASSWORD });
    const headers = { 'content-type': FORM };
    const asked = await journey.api.post<TokenAnswer>('/auth/token', form.toString(), { headers });
    expect([asked.status, asked.body]).toEqual([
      403,
      expect.objectContaining({ error: 'mfa_setup_required', methods: ['TOTP'], expires_in: 180 }),
    ]);
    const { session } = asked.body;
    const setup = await journey.api.post<{ session: string; secret: string }>('/auth/mfa/setup', {
      session,
      method: 'TOTP',
    });
    const code = await new AuthenticatorApp(setup.body.secret).nextCode();
    const done = await journey.api.post('/auth/mfa/setup/verify', { session: setup.body.session, code });
    expect(done.body['status']).toBe('AUTHENTICATED');
    await service.stopAndForget();
  });
});

describe('the token endpoint, switched off', () => {
  let aws: LocalAws;

  beforeAll(async () => {
    aws = await LocalAws.start();
  });

  afterAll(() => aws.close());

  it.each([
    ['by PASSWORD_GRANT', { PASSWORD_GRANT: 'false' }],
    ['in production', { NODE_ENV: 'production', DOCS: 'true' }],
  ])('%s is not there, and not in the document', async (_how, env) => {
    const service = await RunningService.start({ env: { ...aws.env(), ...env } });
    const { api } = new Journey(service.origin, aws.cognitoServer);
    const headers = { 'content-type': FORM };
    for (const body of ['grant_type=password&username=a&password=b', 'nonsense', '']) {
      const answer = await api.post('/auth/token', body, { headers });
      expect([answer.status, answer.body['code']]).toEqual([404, 'not_found']);
    }
    const document = await api.get<OpenApiDocument>('/openapi.json');
    expect(document.status).toBe(200);
    expect(Object.keys(document.body.paths)).toContain('/api/v1/auth/login');
    expect(Object.keys(document.body.paths)).not.toContain('/api/v1/auth/token');
    expect(document.body.components.securitySchemes).not.toHaveProperty('password');
    await service.stopAndForget();
  });

  it('is there again in production where PASSWORD_GRANT says so', async () => {
    const env = { ...aws.env(), NODE_ENV: 'production', PASSWORD_GRANT: 'true' };
    const service = await RunningService.start({ env });
    const { api } = new Journey(service.origin, aws.cognitoServer);
    const answer = await api.post('/auth/token', 'grant_type=x', { headers: { 'content-type': FORM } });
    expect(answer.body).toMatchObject({ error: 'unsupported_grant_type' });
    await service.stopAndForget();
  });
});

interface OpenApiDocument {
  readonly paths: Readonly<Record<string, object>>;
  readonly components: { readonly securitySchemes: object };
}
