import { PASSWORD } from '../../../../test/support/embedded-cognito-harness.js';
import { HostedPages, type PageAnswer } from '../../../../test/support/hosted-pages.js';
import { OAuthHarness } from '../../../../test/support/oauth-harness.js';

describe('/login', () => {
  let oauth: OAuthHarness;
  let pages: HostedPages;

  beforeEach(async () => {
    oauth = await OAuthHarness.start();
    await oauth.cognito.confirmedUser('ann@example.com');
    pages = new HostedPages();
  });

  afterEach(() => oauth.stop());

  const right = { username: 'ann@example.com', password: PASSWORD };
  const expectCode = (answer: PageAnswer) => {
    expect(answer.location?.searchParams.get('code')).toBeTruthy();
    expect(answer.location?.searchParams.get('state')).toBe('the-state');
  };

  it('sends who knows the password back with a code', async () => {
    expectCode(await oauth.signIn(pages, right));
  });

  it('asks again after a wrong password, alike for an unknown name, and locks as the API does', async () => {
    const wrong = await oauth.signIn(pages, { ...right, password: 'wrong' });
    expect(wrong).toMatchObject({ status: 400, location: undefined });
    expect(wrong.html).toContain('role="alert"');
    const unknown = await oauth.signIn(pages, { username: 'bob@example.com', password: 'wrong' });
    expect(unknown.html).toContain('Incorrect username or password.');
    for (let attempt = 0; attempt < 4; attempt += 1) {
      await oauth.signIn(pages, { ...right, password: 'wrong' });
    }
    expect((await oauth.signIn(pages, right)).html).toContain('Password attempts exceeded');
  });

  it('asks for the code of an authenticator app', async () => {
    await oauth.cognito.requireTotp('OPTIONAL');
    const secret = await oauth.cognito.enrolTotp(await oauth.cognito.accessToken('ann@example.com'));
    await oauth.cognito.requireTotp('ON');
    oauth.cognito.clock.advance({ seconds: 30 });
    const asked = await oauth.signIn(pages, right);
    expect(asked.html).toContain('autocomplete="one-time-code"');
    const refused = await pages.submit(asked, { answer: '000000' });
    expect(refused.html).toContain('Invalid code received for user');
    expectCode(await pages.submit(refused, { answer: oauth.cognito.totp(secret) }));
  });

  it('has an authenticator app set up where the pool demands one', async () => {
    await oauth.cognito.requireTotp('ON');
    const setUp = await oauth.signIn(pages, right);
    const secret = /<code>([A-Z2-7]+)<\/code>/.exec(setUp.html)?.[1] ?? '';
    const refused = await pages.submit(setUp, { answer: '000000' });
    expect(refused.html).toContain(secret);
    expectCode(await pages.submit(refused, { answer: oauth.cognito.totp(secret) }));
  });

  it('has an invited person choose a password', async () => {
    await oauth.cognito.sdk.adminCreateUser({
      UserPoolId: oauth.cognito.poolId,
      Username: 'eve@example.com',
      TemporaryPassword: PASSWORD,
    });
    const asked = await oauth.signIn(pages, { username: 'eve@example.com', password: PASSWORD });
    const refused = await pages.submit(asked, { answer: 'short' });
    expect(refused.html).toContain('Password did not conform with policy');
    expectCode(await pages.submit(refused, { answer: 'Another-Horse-8' }));
  });

  it('takes a form only from the browser that it was shown to', async () => {
    const page = await pages.open(oauth.authorizeAddress());
    const stranger = await new HostedPages().submit(page, right);
    expect(stranger).toMatchObject({ status: 400, location: undefined });
    const other = new HostedPages();
    await other.open(oauth.authorizeAddress());
    expect(await other.submit(page, right)).toMatchObject({ status: 400, location: undefined });
  });

  it('takes no form that another site posts', async () => {
    const page = await pages.open(oauth.authorizeAddress());
    const token = /name="_csrf" value="([^"]+)"/.exec(page.html)?.[1] ?? '';
    const form = new URLSearchParams({ ...right, _csrf: token });
    for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:1']) {
      const answer = await pages.request(new URL(page.url), form, { origin });
      expect(answer).toMatchObject({ status: 400, location: undefined });
    }
    const own = await pages.request(new URL(page.url), form, { origin: new URL(page.url).origin });
    expectCode(own);
  });

  it('escapes what it shows and lets no script run', async () => {
    const page = await pages.open(oauth.authorizeAddress({ login_hint: '"><script>alert(1)</script>' }));
    expect(page.html).not.toContain('<script');
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(page.headers.get('x-frame-options')).toBe('DENY');
    expect(page.headers.get('cache-control')).toBe('no-store');
  });

  it('takes no session of the API, and gives none to it', async () => {
    await oauth.cognito.requireTotp('ON');
    const { Session = '' } = await oauth.cognito.signIn('ann@example.com');
    const page = await pages.open(oauth.authorizeAddress());
    const token = /name="_csrf" value="([^"]+)"/.exec(page.html)?.[1] ?? '';
    const form = { _csrf: token, challenge: 'MFA_SETUP', session: Session, answer: '000000' };
    const answer = await pages.request(new URL(page.url), new URLSearchParams(form));
    expect(answer.html).toContain('Invalid session for the user.');
  });
});
