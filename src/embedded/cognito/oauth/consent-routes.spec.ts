import { claimsOf, PASSWORD } from '../../../../test/support/embedded-cognito-harness.js';
import { HostedPages } from '../../../../test/support/hosted-pages.js';
import { OAuthHarness } from '../../../../test/support/oauth-harness.js';
import { googleSub } from './google-account.js';

describe('signing in with the stand-in Google', () => {
  const ADA = { email: 'ada@example.com', name: 'Ada King Lovelace' };
  let oauth: OAuthHarness;

  beforeEach(async () => {
    oauth = await OAuthHarness.start();
    await oauth.addGoogle();
  });

  afterEach(() => oauth.stop());

  const idToken = async (account: Parameters<OAuthHarness['signInWithGoogle']>[0]) =>
    claimsOf((await oauth.tokensOf(await oauth.signInWithGoogle(account)))['id_token']);
  const getUser = (Username: string) =>
    oauth.cognito.sdk.adminGetUser({ UserPoolId: oauth.cognito.poolId, Username });

  it('makes an external user with the mapped attributes, a group and an identity', async () => {
    const claims = await idToken(ADA);
    const username = `google_${googleSub(ADA.email)}`;
    expect(claims).toMatchObject({
      'cognito:username': username,
      'cognito:groups': [`${oauth.cognito.poolId}_Google`],
      email: 'ada@example.com',
      email_verified: true,
      given_name: 'Ada',
      family_name: 'King Lovelace',
      identities: [
        { userId: googleSub(ADA.email), providerName: 'Google', providerType: 'Google', primary: 'true' },
      ],
    });
    expect(await getUser(username)).toMatchObject({ UserStatus: 'EXTERNAL_PROVIDER', Enabled: true });
  });

  it('finds the same user again and overwrites what is mapped', async () => {
    const first = await idToken(ADA);
    const second = await idToken({ email: 'ADA@example.com', name: 'Ada Byron', verified: 'false' });
    expect(second).toMatchObject({ sub: first['sub'], family_name: 'Byron', email_verified: false });
  });

  it('leaves an account with the same address alone', async () => {
    const native = await oauth.cognito.confirmedUser(ADA.email);
    expect((await idToken(ADA))['sub']).not.toBe(native);
    expect(await getUser(ADA.email)).toMatchObject({ Username: native, UserStatus: 'CONFIRMED' });
  });

  it('lets an external user neither sign in with a password nor block a sign-up', async () => {
    await idToken(ADA);
    const refused = { name: 'NotAuthorizedException' };
    await expect(oauth.cognito.signIn(ADA.email)).rejects.toMatchObject(refused);
    await expect(oauth.cognito.signIn(`google_${googleSub(ADA.email)}`)).rejects.toMatchObject(refused);
    await expect(oauth.cognito.signUp(ADA.email)).resolves.toBeTruthy();
  });

  it('offers accounts that were used before', async () => {
    await idToken(ADA);
    const pages = new HostedPages();
    const page = await pages.open(oauth.authorizeAddress({ identity_provider: 'Google' }));
    expect(page.html).toContain('Ada King Lovelace · ada@example.com');
  });

  it('tells the client that the person cancelled, or that the user is disabled', async () => {
    const pages = new HostedPages();
    const page = await pages.open(oauth.authorizeAddress({ identity_provider: 'Google' }));
    const cancelled = await pages.submit(page, { email: '', name: '', decision: 'deny' });
    expect(Object.fromEntries(cancelled.location?.searchParams ?? [])).toEqual({
      error: 'invalid_request',
      error_description: 'access_denied',
      state: 'the-state',
    });
    await idToken(ADA);
    await oauth.cognito.sdk.adminDisableUser({
      UserPoolId: oauth.cognito.poolId,
      Username: `google_${googleSub(ADA.email)}`,
    });
    const disabled = await oauth.signInWithGoogle(ADA);
    expect(disabled.location?.searchParams.get('error_description')).toBe('User is disabled.');
  });

  it('asks again for an account without an address, and takes no form of another browser', async () => {
    const pages = new HostedPages();
    const page = await pages.open(oauth.authorizeAddress({ identity_provider: 'Google' }));
    const asked = await pages.submit(page, { email: 'nobody', name: 'N', decision: 'allow' });
    expect(asked).toMatchObject({ status: 400, location: undefined });
    const stranger = await new HostedPages().submit(page, { ...ADA, decision: 'allow' });
    expect(stranger).toMatchObject({ status: 400, location: undefined });
  });

  it('is refused for a client that does not offer it', async () => {
    oauth.cognito.clientId = await oauth.cognito.createClient({
      CallbackURLs: ['http://localhost:3000/callback'],
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid', 'email', 'profile'],
    });
    const answer = await new HostedPages().open(oauth.authorizeAddress({ identity_provider: 'Google' }));
    expect(answer.location?.searchParams.get('error')).toBe('invalid_request');
    const page = await new HostedPages().open(oauth.authorizeAddress());
    expect(page.html).not.toContain('Continue with Google');
  });

  it('signs in the native user that an account is linked to', async () => {
    const native = await oauth.cognito.confirmedUser(ADA.email);
    await oauth.cognito.sdk.adminLinkProviderForUser({
      UserPoolId: oauth.cognito.poolId,
      DestinationUser: { ProviderName: 'Cognito', ProviderAttributeValue: native },
      SourceUser: {
        ProviderName: 'Google',
        ProviderAttributeName: 'Cognito_Subject',
        ProviderAttributeValue: googleSub(ADA.email),
      },
    });
    expect(await idToken(ADA)).toMatchObject({ sub: native, 'cognito:username': native });
    await expect(oauth.cognito.signIn(ADA.email, PASSWORD)).resolves.toBeDefined();
  });
});
