/**
 * Attack: a page of another origin (a look-alike, `null`, a subdomain, another scheme or port) calls the API from the browser
 * of somebody who is signed in, hoping to read the answer or to have cookies sent along; or has its visitors send forms, for
 * which browsers ask nobody, so that mails, guesses and locks come from their addresses.
 */
import { ApiClient } from '../support/api-client.js';
import { RunningService } from '../support/running-service.js';

const ALLOWED = 'https://app.example.com';
const FOREIGN = [
  'https://evil.example',
  'http://app.example.com',
  'https://app.example.com:8443',
  'https://app.example.com.evil.example',
  'https://sub.app.example.com',
  'https://APP.example.com',
  'null',
  '*',
];
const FORM = 'application/x-www-form-urlencoded';
const EXPOSED = ['ETag', 'Location', 'Retry-After', 'RateLimit', 'RateLimit-Policy', 'X-Request-Id'];

describe('cross-origin calls', () => {
  let service: RunningService;
  let api: ApiClient;

  const corsHeaders = (headers: Headers) =>
    [...headers.keys()].filter((name) => name.startsWith('access-control-'));

  const preflight = (origin: string, path = '/users/me') =>
    api.call('OPTIONS', path, {
      headers: {
        origin,
        'access-control-request-method': 'PATCH',
        'access-control-request-headers': 'authorization',
      },
    });

  beforeAll(async () => {
    service = await RunningService.start({ env: { CORS_ORIGINS: `${ALLOWED},https://admin.example.com` } });
    api = new ApiClient(service.origin);
  });

  afterAll(() => service.stopAndForget());

  it('of a listed origin may read the answer, refusals too, and the headers that matter', async () => {
    for (const path of ['/auth/policy', '/users/me', '/nothing']) {
      const { headers } = await api.get(path, { headers: { origin: ALLOWED } });
      expect(headers.get('access-control-allow-origin')).toBe(ALLOWED);
      expect(headers.get('vary')).toBe('Origin');
      expect(headers.get('access-control-expose-headers')?.split(', ')).toEqual(
        expect.arrayContaining(EXPOSED),
      );
      expect(headers.get('access-control-allow-credentials')).toBeNull();
    }
  });

  it('are asked for once in ten minutes, and told exactly what the address takes', async () => {
    const { status, headers } = await preflight(ALLOWED);
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-methods')).toBe('DELETE, GET, HEAD, PATCH');
    expect(headers.get('access-control-allow-headers')?.toLowerCase().split(', ')).toEqual(
      expect.arrayContaining(['authorization', 'content-type', 'if-match']),
    );
    expect(headers.get('access-control-max-age')).toBe('600');
    expect(headers.get('vary')).toContain('Origin');
  });

  it.each(FOREIGN)('of %s get no CORS header at all', async (origin) => {
    const answers = [await api.get('/auth/policy', { headers: { origin } }), await preflight(origin)];
    expect(answers.map(({ status, headers }) => [status, corsHeaders(headers)])).toEqual([
      [200, []],
      [405, []],
    ]);
  });

  it.each([
    ['a form', { body: new URLSearchParams({ email: 'ada@example.com' }) }],
    ['text', { body: '{"email":"ada@example.com"}' }],
    ['text with a trick', { body: '{}', headers: { 'content-type': 'text/plain; application/json' } }],
    ['a form with a trick', { body: 'email=a', headers: { 'content-type': `${FORM.toUpperCase()} ;a=b` } }],
    ['a form with a file', { body: new FormData() }],
    ['what has no type', { body: new Blob(['{"email":"ada@example.com"}']) }],
  ])('of any page that need no leave first do nothing: %s', async (_, init) => {
    for (const path of ['forgot-password', 'login', 'register', 'resend-code']) {
      const answer = await fetch(`${service.origin}/api/v1/auth/${path}`, { method: 'POST', ...init });
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
        415,
        'unsupported_media_type',
      ]);
    }
  });

  it('get none where no origin is named, nor where the address does not exist', async () => {
    const { headers } = await api.get('/auth/policy');
    expect(corsHeaders(headers)).toEqual([]);
    const nowhere = await preflight(ALLOWED, '/nothing');
    expect(nowhere.status).toBe(404);
  });
});
