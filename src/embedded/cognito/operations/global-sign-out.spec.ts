import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('GlobalSignOut', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeAll(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool();
    await cognito.confirmedUser('ann@example.com');
    await cognito.confirmedUser('bob@example.com');
  });

  afterAll(() => cognito.stop());

  it("ends every sign-in of the user, and nobody else's", async () => {
    const [one, two] = [
      await cognito.accessToken('ann@example.com'),
      await cognito.accessToken('ann@example.com'),
    ];
    const bobs = await cognito.accessToken('bob@example.com');
    await cognito.sdk.globalSignOut({ AccessToken: one });
    for (const AccessToken of [one, two]) {
      await expect(cognito.sdk.getUser({ AccessToken })).rejects.toMatchObject({
        message: 'Access Token has been revoked',
      });
    }
    await expect(cognito.sdk.getUser({ AccessToken: bobs })).resolves.toBeDefined();
    await expect(cognito.accessToken('ann@example.com')).resolves.not.toBe('');
  });

  it('refuses an expired token, and one whose user is gone', async () => {
    const expired = await cognito.accessToken('ann@example.com');
    cognito.clock.advance({ hours: 1 });
    await expect(cognito.sdk.globalSignOut({ AccessToken: expired })).rejects.toMatchObject({
      message: 'Access Token has expired',
    });
    const AccessToken = await cognito.accessToken('bob@example.com');
    await cognito.sdk.adminDeleteUser({ UserPoolId: cognito.poolId, Username: 'bob@example.com' });
    await expect(cognito.sdk.globalSignOut({ AccessToken })).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
  });
});
