/**
 * Attack: somebody who has the password, the mailbox, or a token of another purpose looks for an operation that gives tokens
 * without the second factor: a reset, a confirmation, a refresh, the token endpoint, a route that the document does not name.
 */
import type { Answer } from '../support/api-client.js';
import { Journey, newEmail, PASSWORD, type PersonWithFactor } from '../support/journey.js';
import { RunningService } from '../support/running-service.js';

interface Document {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly security?: readonly object[] }>>>
  >;
}

const NEW_PASSWORD = 'another-Horse-8-battery';

/** Where other services of this kind have had something. */
const GUESSED_PATHS = [
  '/auth/signin',
  '/auth/signup',
  '/auth/admin/login',
  '/auth/impersonate',
  '/auth/magic-link',
  '/auth/otp',
  '/auth/verify',
  '/auth/token/exchange',
  '/auth/introspect',
  '/auth/debug',
  '/auth/test',
  '/users',
  '/users/1',
  '/admin',
  '/admin/login',
  '/login',
  '/token',
  '/oauth/token',
  '/oauth2/token',
  '/graphql',
  '/api',
  '/api/v1',
  '/api/v2/auth/login',
  '/debug',
  '/env',
  '/.env',
  '/.git/config',
  '/actuator',
  '/server-status',
  '/outbox',
  '/outbox.json',
];

describe('tokens without the second step', () => {
  let service: RunningService;
  let journey: Journey;
  let person: PersonWithFactor;

  beforeAll(async () => {
    service = await RunningService.start();
    journey = new Journey(service.origin, service.cognito);
    person = await journey.newPersonWithFactor();
  });

  afterAll(() => service.stopAndForget());

  function expectNoTokens({ body, headers }: Answer): void {
    expect(JSON.stringify(body)).not.toMatch(/"(access|refresh|id)_?token":/i);
    expect(JSON.stringify(body)).not.toMatch(/eyJ[\w-]+\.eyJ/);
    expect(headers.get('set-cookie')).toBeNull();
  }

  it('are not given for a password that was reset by mail', async () => {
    const { email } = person;
    expectNoTokens(await journey.api.post('/auth/forgot-password', { email }));
    const code = await journey.mailedCode(email);
    const reset = await journey.api.post('/auth/reset-password', { email, code, newPassword: NEW_PASSWORD });
    expect(reset.status).toBe(204);
    expectNoTokens(reset);
    const login = await journey.api.post('/auth/login', { email, password: NEW_PASSWORD });
    expect(login.body).toMatchObject({ status: 'MFA_REQUIRED', method: 'TOTP' });
    expectNoTokens(login);
  });

  it('are not given for the confirmation of an address', async () => {
    const email = newEmail();
    await journey.register(email);
    const code = await journey.mailedCode(email);
    expectNoTokens(await journey.api.post('/auth/confirm', { email, code }));
    expectNoTokens(await journey.api.post('/auth/resend-code', { email }));
  });

  it('are not given by the token endpoint for the password alone', async () => {
    const form = (fields: Record<string, string>) =>
      journey.api.call<Record<string, unknown>>('POST', '/auth/token', {
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(fields).toString(),
      });
    const password = await form({ grant_type: 'password', username: person.email, password: NEW_PASSWORD });
    expect([password.status, password.body['error']]).toEqual([403, 'mfa_required']);
    expectNoTokens(password);
    const { session } = password.body;
    for (const fields of [
      { grant_type: 'refresh_token', refresh_token: String(session) },
      { grant_type: 'mfa_otp', session: String(session), otp: '000000' },
      { grant_type: 'client_credentials' },
      { grant_type: 'authorization_code', code: '123456' },
    ]) {
      const answer = await form(fields);
      expect([fields.grant_type, answer.status]).toEqual([fields.grant_type, 400]);
      expectNoTokens(answer);
    }
  });

  it('are not given for a session at any operation but that of its own step', async () => {
    const { session } = await journey.login(person.email, NEW_PASSWORD);
    const steps: [path: string, body: object][] = [
      ['/auth/mfa/setup', { session, method: 'TOTP' }],
      ['/auth/mfa/setup/verify', { session, code: '123456' }],
      ['/auth/new-password', { session, newPassword: PASSWORD }],
      ['/auth/mfa/select', { session, method: 'TOTP' }],
      ['/auth/refresh', { refreshToken: session }],
      ['/auth/social/exchange', { code: session }],
    ];
    for (const [path, body] of steps) {
      const answer = await journey.api.post(path, body);
      expect([path, [400, 401].includes(answer.status)]).toEqual([path, true]);
      expectNoTokens(answer);
    }
    expect((await journey.api.get('/users/me', { token: session })).status).toBe(401);
  });

  it('cannot be had by a route that the document does not name', async () => {
    const { paths } = (await journey.api.get<Document>('/openapi.json')).body;
    const documented = new Set(Object.keys(paths).map((path) => path.replace('/api/v1', '')));
    for (const path of GUESSED_PATHS) {
      expect(documented).not.toContain(path);
      for (const method of ['GET', 'POST']) {
        const answer = await journey.api.call<Record<string, unknown>>(method, path, {
          ...(method === 'POST' && { body: { email: person.email, password: NEW_PASSWORD } }),
        });
        expect([method, path, [404, 405].includes(answer.status)]).toEqual([method, path, true]);
        expectNoTokens(answer);
      }
    }
  });

  it('cannot be had by the operations that need none, without proving anything', async () => {
    const { paths } = (await journey.api.get<Document>('/openapi.json')).body;
    const open = Object.entries(paths).flatMap(([path, operations]) =>
      Object.entries(operations)
        .filter(([, { security }]) => security?.length === 0)
        .map(([method]) => `${method} ${path.replace('/api/v1', '')}`),
    );
    expect(open.sort()).toEqual([
      'get /.well-known/change-password',
      'get /.well-known/security.txt',
      'get /auth/policy',
      'get /auth/social/callback',
      'get /auth/social/google',
      'get /health/live',
      'get /health/ready',
      'get /metrics',
      'post /auth/confirm',
      'post /auth/forgot-password',
      'post /auth/login',
      'post /auth/mfa/recover',
      'post /auth/mfa/select',
      'post /auth/mfa/setup',
      'post /auth/mfa/setup/verify',
      'post /auth/mfa/verify',
      'post /auth/new-password',
      'post /auth/refresh',
      'post /auth/register',
      'post /auth/resend-code',
      'post /auth/reset-password',
      'post /auth/social/exchange',
      'post /auth/social/link',
      'post /auth/token',
    ]);
  });

  it('are nowhere asked for in an address, nor is anything else that is secret', async () => {
    interface Parameters {
      readonly parameters?: readonly { readonly name: string; readonly in: string }[];
    }
    const { paths } = (
      await journey.api.get<{ paths: Record<string, Record<string, Parameters>> }>('/openapi.json')
    ).body;
    const inAddresses = Object.entries(paths).flatMap(([path, operations]) =>
      Object.values(operations).flatMap(({ parameters = [] }) =>
        parameters
          .filter((parameter) => parameter.in === 'query' || parameter.in === 'path')
          .filter(({ name }) => /token|pass|secret|code|otp|session$|jwt|key/i.test(name))
          .map(({ name }) => `${path} ${name}`),
      ),
    );
    // The provider's code, which is worth nothing without the browser's cookie and the verifier (RFC 6749, 4.1.2).
    expect(inAddresses).toEqual(['/api/v1/auth/social/callback code']);
    for (const name of ['access_token', 'token', 'authorization', 'jwt']) {
      const path = `/users/me?${name}=${person.tokens.accessToken}`;
      expect((await journey.api.get(path)).status).toBe(401);
    }
    expect(service.log).not.toContain(person.tokens.accessToken);
  });

  it('are not given to a GET', async () => {
    const { paths } = (await journey.api.get<Document>('/openapi.json')).body;
    const before = await journey.login('admin@example.com', service.adminPassword);
    const token = before.tokens.accessToken;
    for (const path of Object.keys(paths).filter((path) => !path.includes('{'))) {
      const answer = await journey.api.get(path.replace('/api/v1', ''));
      if (!path.includes('/social/')) expectNoTokens(answer);
    }
    const sessions = await journey.api.get<{ items: unknown[] }>('/auth/sessions', { token });
    expect(sessions.body.items).toHaveLength(1);
  });
});
