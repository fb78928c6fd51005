import { PASSWORD } from '../../../../test/support/embedded-cognito-harness.js';
import { HostedPages, newPkce } from '../../../../test/support/hosted-pages.js';
import { CALLBACK, OAuthHarness } from '../../../../test/support/oauth-harness.js';

describe('/oauth2/authorize', () => {
  let oauth: OAuthHarness;

  beforeAll(async () => {
    oauth = await OAuthHarness.start();
    await oauth.cognito.confirmedUser('ann@example.com');
  });

  afterAll(() => oauth.stop());

  const visit = (parameters: Record<string, string | undefined>) =>
    new HostedPages().open(oauth.authorizeAddress(parameters));

  it('leads to the sign-in page, with the hinted name filled in', async () => {
    const page = await visit({ login_hint: 'ann@example.com' });
    expect(page).toMatchObject({ status: 200 });
    expect(new URL(page.url).pathname).toBe('/login');
    expect(page.html).toContain('value="ann@example.com"');
  });

  it.each([
    ['http://localhost:3000/callback/'],
    ['http://localhost:3000/callback?x=1'],
    ['http://localhost:3000.evil.example/callback'],
    ['https://evil.example/'],
    ['HTTP://localhost:3000/callback'],
    [undefined],
  ])('shows an error, and redirects nowhere, for the redirect_uri %s', async (redirect_uri) => {
    const page = await visit({ redirect_uri });
    expect(page).toMatchObject({ status: 400, location: undefined });
    expect(page.html).toContain('redirect_mismatch');
  });

  it('shows an error for an unknown client and for a repeated parameter', async () => {
    expect(await visit({ client_id: 'unknown' })).toMatchObject({ status: 400, location: undefined });
    const twice = oauth.authorizeAddress();
    twice.searchParams.append('redirect_uri', 'https://evil.example/');
    expect(await new HostedPages().open(twice)).toMatchObject({ status: 400, location: undefined });
  });

  it.each([
    ['invalid_request', { response_type: 'id_token' }],
    ['unauthorized_client', { response_type: 'token' }],
    ['invalid_scope', { scope: 'openid phone' }],
    ['invalid_request', { code_challenge: newPkce().challenge }],
    ['invalid_request', { code_challenge: newPkce().challenge, code_challenge_method: 'plain' }],
    ['invalid_request', { code_challenge: 'too-short', code_challenge_method: 'S256' }],
    ['invalid_request', { code_challenge_method: 'S256' }],
    ['invalid_request', { identity_provider: 'Facebook' }],
    ['invalid_request', { prompt: 'none login' }],
    ['login_required', { prompt: 'none' }],
  ])('tells the client %s for %j', async (error, parameters) => {
    const { location } = await visit(parameters);
    expect(`${location?.origin ?? ''}${location?.pathname ?? ''}`).toBe(CALLBACK);
    expect(Object.fromEntries(location?.searchParams ?? [])).toMatchObject({ error, state: 'the-state' });
    expect(location?.searchParams.has('code')).toBe(false);
  });

  it('gives a browser that is signed in a code at once, until it is asked to sign in again', async () => {
    const pages = new HostedPages();
    await oauth.signIn(pages, { username: 'ann@example.com', password: PASSWORD });
    const again = await pages.open(oauth.authorizeAddress({ prompt: 'none' }));
    expect(again.location?.searchParams.get('code')).toBeTruthy();
    const prompted = await pages.open(oauth.authorizeAddress({ prompt: 'login' }));
    expect(prompted.location).toBeUndefined();
    oauth.cognito.clock.advance({ hours: 1 });
    const late = await pages.open(oauth.authorizeAddress({ prompt: 'none' }));
    expect(late.location?.searchParams.get('error')).toBe('login_required');
  });

  it('answers to loopback names alone', async () => {
    const { endpoint } = oauth.cognito.server;
    const { request } = await import('node:http');
    const status = await new Promise((resolve, reject) => {
      const call = request(`${endpoint}/login`, { headers: { host: 'evil.example' } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      call.on('error', reject).end();
    });
    expect(status).toBe(403);
  });
});
