import { OAuthHarness } from '../../../../test/support/oauth-harness.js';

describe('ListIdentityProviders', () => {
  let oauth: OAuthHarness;

  beforeAll(async () => {
    oauth = await OAuthHarness.start();
  });

  afterAll(() => oauth.stop());

  const list = (further: object = {}) =>
    oauth.cognito.sdk.listIdentityProviders({ UserPoolId: oauth.cognito.poolId, ...further });

  it("lists the pool's providers without their secrets", async () => {
    expect((await list()).Providers).toEqual([]);
    await oauth.addGoogle();
    const now = new Date(oauth.cognito.clock.now());
    expect((await list({ MaxResults: 1 })).Providers).toEqual([
      { ProviderName: 'Google', ProviderType: 'Google', CreationDate: now, LastModifiedDate: now },
    ]);
  });

  it('takes no token of another list', async () => {
    await expect(list({ NextToken: 'garbage' })).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });
});
