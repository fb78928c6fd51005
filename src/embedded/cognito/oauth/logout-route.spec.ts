import { PASSWORD } from '../../../../test/support/embedded-cognito-harness.js';
import { HostedPages } from '../../../../test/support/hosted-pages.js';
import { CALLBACK, OAuthHarness } from '../../../../test/support/oauth-harness.js';

describe('/logout', () => {
  let oauth: OAuthHarness;
  let pages: HostedPages;

  beforeAll(async () => {
    oauth = await OAuthHarness.start();
    await oauth.cognito.confirmedUser('ann@example.com');
  });

  afterAll(() => oauth.stop());

  beforeEach(async () => {
    pages = new HostedPages();
    await oauth.signIn(pages, { username: 'ann@example.com', password: PASSWORD });
  });

  const logout = (parameters: Record<string, string>) =>
    pages.open(oauth.address('/logout', { client_id: oauth.cognito.clientId, ...parameters }));
  const isSignedIn = async () =>
    (await pages.open(oauth.authorizeAddress({ prompt: 'none' }))).location?.searchParams.has('code');

  it('forgets the browser and leads to the sign-out address', async () => {
    expect(await isSignedIn()).toBe(true);
    const kept = new Map(pages.cookies);
    const answer = await logout({ logout_uri: 'http://localhost:3000/bye' });
    expect(answer.location?.href).toBe('http://localhost:3000/bye');
    expect(await isSignedIn()).toBe(false);
    for (const [name, value] of kept) pages.cookies.set(name, value);
    expect(await isSignedIn()).toBe(false);
  });

  it('leads on to the sign-in page, or says that it is done', async () => {
    const onward = await logout({ redirect_uri: CALLBACK, response_type: 'code', scope: 'openid' });
    expect(onward.html).toContain('name="password"');
    expect((await logout({})).html).toContain('You are signed out');
  });

  it('leads nowhere that the client does not name, and then signs nobody out', async () => {
    const elsewhere = [
      { logout_uri: 'https://evil.example/' },
      { redirect_uri: 'https://evil.example/', response_type: 'code' },
      { client_id: 'unknown' },
    ];
    for (const parameters of elsewhere) {
      expect(await logout(parameters)).toMatchObject({ status: 400, location: undefined });
    }
    expect(await isSignedIn()).toBe(true);
  });
});
