import { PASSWORD } from '../../../../test/support/embedded-cognito-harness.js';
import { HostedPages } from '../../../../test/support/hosted-pages.js';
import { OAuthHarness } from '../../../../test/support/oauth-harness.js';

describe('/oauth2/userInfo', () => {
  let oauth: OAuthHarness;
  let username: string;

  beforeAll(async () => {
    oauth = await OAuthHarness.start();
    username = await oauth.cognito.confirmedUser('ann@example.com', { given_name: 'Ann' });
  });

  afterAll(() => oauth.stop());

  const userInfo = (token: string) =>
    fetch(oauth.address('/oauth2/userInfo'), { headers: { authorization: `Bearer ${token}` } });
  const accessToken = async (scope: string) => {
    const credentials = { username: 'ann@example.com', password: PASSWORD };
    const tokens = await oauth.tokensOf(await oauth.signIn(new HostedPages(), credentials, { scope }));
    return tokens['access_token'] ?? '';
  };

  it('tells the attributes as text', async () => {
    const response = await userInfo(await accessToken('openid profile'));
    expect(await response.json()).toEqual({
      sub: username,
      username,
      email: 'ann@example.com',
      email_verified: 'true',
      given_name: 'Ann',
    });
  });

  it('tells no more than the scopes allow', async () => {
    const response = await userInfo(await accessToken('openid email'));
    expect(await response.json()).not.toHaveProperty('given_name');
  });

  it('refuses tokens without openid, tokens of the API, and no token', async () => {
    const tokens = [
      '',
      'x.y.z',
      await accessToken('email'),
      await oauth.cognito.accessToken('ann@example.com'),
    ];
    for (const token of tokens) {
      const response = await userInfo(token);
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toContain('error="invalid_token"');
    }
  });
});
