import { OAuthHarness } from '../../../../test/support/oauth-harness.js';

describe('DeleteIdentityProvider', () => {
  let oauth: OAuthHarness;

  beforeAll(async () => {
    oauth = await OAuthHarness.start();
    await oauth.addGoogle();
  });

  afterAll(() => oauth.stop());

  it('removes a provider once', async () => {
    const google = { UserPoolId: oauth.cognito.poolId, ProviderName: 'Google' };
    await oauth.cognito.sdk.deleteIdentityProvider(google);
    await expect(oauth.cognito.sdk.deleteIdentityProvider(google)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    await expect(oauth.addGoogle()).resolves.toBeUndefined();
  });
});
