import { OAuthHarness } from '../../../../test/support/oauth-harness.js';

describe('UpdateIdentityProvider', () => {
  let oauth: OAuthHarness;

  beforeAll(async () => {
    oauth = await OAuthHarness.start();
    await oauth.addGoogle();
  });

  afterAll(() => oauth.stop());

  const update = (further: object) =>
    oauth.cognito.sdk.updateIdentityProvider({
      UserPoolId: oauth.cognito.poolId,
      ProviderName: 'Google',
      ...further,
    });

  it('changes what is given and leaves the rest', async () => {
    const ProviderDetails = { client_id: 'new', client_secret: 'new', authorize_scopes: 'openid' };
    await update({ ProviderDetails });
    const { IdentityProvider } = await update({ AttributeMapping: { email: 'email' } });
    expect(IdentityProvider).toMatchObject({ ProviderDetails });
    expect(IdentityProvider?.AttributeMapping).toEqual({ username: 'sub', email: 'email' });
  });

  it('refuses what creation refuses, and a provider that does not exist', async () => {
    await expect(update({ ProviderDetails: { client_id: 'new' } })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
    await expect(update({ AttributeMapping: { nope: 'email' } })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
    await expect(update({ ProviderName: 'Apple' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });
});
