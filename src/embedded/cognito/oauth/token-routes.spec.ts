import { claimsOf, PASSWORD } from '../../../../test/support/embedded-cognito-harness.js';
import { HostedPages } from '../../../../test/support/hosted-pages.js';
import { CALLBACK, OAuthHarness } from '../../../../test/support/oauth-harness.js';

describe('/oauth2/token', () => {
  let oauth: OAuthHarness;

  beforeEach(async () => {
    oauth = await OAuthHarness.start();
    await oauth.cognito.confirmedUser('ann@example.com', { given_name: 'Ann' });
  });

  afterEach(() => oauth.stop());

  const newCode = () => oauth.code('ann@example.com', PASSWORD);
  const redeem = (code: string, more: Record<string, string> = {}) =>
    oauth.token({ grant_type: 'authorization_code', code, redirect_uri: CALLBACK, ...more });
  const invalidGrant = { status: 400, body: { error: 'invalid_grant' } };

  it('exchanges a code with its verifier for tokens', async () => {
    const { code, verifier } = await newCode();
    const { status, headers, body } = await redeem(code, { code_verifier: verifier });
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
    expect(claimsOf(body['access_token'])).toMatchObject({
      scope: 'openid email profile',
      token_use: 'access',
    });
    expect(claimsOf(body['id_token'])).toMatchObject({ email: 'ann@example.com', given_name: 'Ann' });
  });

  it('puts the nonce into the ID token of the sign-in, and the moment of signing in', async () => {
    const pages = new HostedPages();
    await oauth.signIn(pages, { username: 'ann@example.com', password: PASSWORD });
    const signedInAt = oauth.cognito.clock.now() / 1000;
    oauth.cognito.clock.advance({ minutes: 10 });
    const tokens = await oauth.tokensOf(await pages.open(oauth.authorizeAddress({ nonce: 'n-1' })));
    expect(claimsOf(tokens['id_token'])).toMatchObject({ nonce: 'n-1', auth_time: signedInAt });
  });

  it('tells in the ID token what the scopes let it tell, and gives none without openid', async () => {
    const signIn = async (scope: string) => {
      const credentials = { username: 'ann@example.com', password: PASSWORD };
      return oauth.tokensOf(await oauth.signIn(new HostedPages(), credentials, { scope }));
    };
    const narrow = claimsOf((await signIn('openid email'))['id_token']);
    expect(narrow).toMatchObject({ email: 'ann@example.com', email_verified: true });
    expect(narrow).not.toHaveProperty('given_name');
    expect(await signIn('email')).not.toHaveProperty('id_token');
  });

  it('takes a code once, and not after five minutes', async () => {
    const { code, verifier } = await newCode();
    await redeem(code, { code_verifier: verifier });
    expect(await redeem(code, { code_verifier: verifier })).toMatchObject(invalidGrant);
    const late = await newCode();
    oauth.cognito.clock.advance({ minutes: 5 });
    expect(await redeem(late.code, { code_verifier: late.verifier })).toMatchObject(invalidGrant);
  });

  it('gives a code that is presented twice at once to one of both', async () => {
    const { code, verifier } = await newCode();
    const answers = await Promise.all([1, 2, 3].map(() => redeem(code, { code_verifier: verifier })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 400, 400]);
  });

  it('binds a code to its verifier, its redirect_uri and its client, and burns it at a wrong one', async () => {
    const attempts: Record<string, string>[] = [
      {},
      { code_verifier: 'x'.repeat(43) },
      { code_verifier: 'right', redirect_uri: 'http://localhost:3000/other' },
    ];
    for (const attempt of attempts) {
      const { code, verifier } = await newCode();
      const proof = attempt['code_verifier'] === 'right' ? { ...attempt, code_verifier: verifier } : attempt;
      expect(await redeem(code, proof)).toMatchObject(invalidGrant);
      expect(await redeem(code, { code_verifier: verifier })).toMatchObject(invalidGrant);
    }
    const { code, verifier } = await newCode();
    const otherClient = await oauth.cognito.createClient({
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ['code'],
      CallbackURLs: [CALLBACK],
    });
    const stolen = await redeem(code, { code_verifier: verifier, client_id: otherClient });
    expect(stolen).toMatchObject(invalidGrant);
  });

  it('refuses a verifier where no challenge was made', async () => {
    const credentials = { username: 'ann@example.com', password: PASSWORD };
    const answer = await oauth.signIn(new HostedPages(), credentials);
    const code = answer.location?.searchParams.get('code') ?? '';
    expect(await redeem(code, { code_verifier: 'x'.repeat(43) })).toMatchObject(invalidGrant);
  });

  it('refreshes without a new refresh token', async () => {
    const { code, verifier } = await newCode();
    const first = (await redeem(code, { code_verifier: verifier })).body;
    const refresh = { grant_type: 'refresh_token', refresh_token: first['refresh_token'] ?? '' };
    const { status, body } = await oauth.token(refresh);
    expect(status).toBe(200);
    expect(body).not.toHaveProperty('refresh_token');
    expect(claimsOf(body['access_token'])['origin_jti']).toBe(claimsOf(first['access_token'])['origin_jti']);
    expect(await oauth.token({ ...refresh, refresh_token: 'x' })).toMatchObject(invalidGrant);
  });

  it.each([
    ['invalid_request', { scope: 'openid' }],
    ['invalid_request', { grant_type: 'authorization_code', code: 'x' }],
    ['unsupported_grant_type', { grant_type: 'password', username: 'a', password: 'b' }],
    ['unauthorized_client', { grant_type: 'client_credentials' }],
    ['invalid_client', { grant_type: 'refresh_token', refresh_token: 'x', client_id: 'unknown' }],
    ['invalid_client', { grant_type: 'refresh_token', refresh_token: 'x', client_secret: 'given' }],
  ])('refuses with %s: %j', async (error, form: Record<string, string>) => {
    expect(await oauth.token(form)).toMatchObject({ status: 400, body: { error } });
  });

  it('takes forms alone', async () => {
    const response = await fetch(oauth.address('/oauth2/token'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ grant_type: 'refresh_token' }),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: 'invalid_request' });
  });

  it('lets pages of the origin of a callback read its answer, and no others', async () => {
    const allowed = async (origin: string, method: string) => {
      const response = await fetch(oauth.address('/oauth2/token'), { method, headers: { origin } });
      return response.headers.get('access-control-allow-origin');
    };
    expect(await allowed('http://localhost:3000', 'OPTIONS')).toBe('http://localhost:3000');
    expect(await allowed('http://localhost:3000', 'POST')).toBe('http://localhost:3000');
    expect(await allowed('http://localhost:3001', 'OPTIONS')).toBeNull();
    expect(await allowed('null', 'POST')).toBeNull();
  });
});
