import { OAuthHarness } from '../../../../test/support/oauth-harness.js';

describe('DescribeIdentityProvider', () => {
  let oauth: OAuthHarness;

  beforeAll(async () => {
    oauth = await OAuthHarness.start();
    await oauth.addGoogle();
  });

  afterAll(() => oauth.stop());

  const describeProvider = (ProviderName: string) =>
    oauth.cognito.sdk.describeIdentityProvider({ UserPoolId: oauth.cognito.poolId, ProviderName });

  it('shows a provider, or that there is none', async () => {
    await expect(describeProvider('Google')).resolves.toMatchObject({
      IdentityProvider: { ProviderName: 'Google', AttributeMapping: { email: 'email' } },
    });
    await expect(describeProvider('Apple')).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Identity provider Apple does not exist.',
    });
  });
});
