import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('AdminUserGlobalSignOut', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeAll(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool();
    await cognito.confirmedUser('ann@example.com');
  });

  afterAll(() => cognito.stop());

  it('ends every sign-in of the user', async () => {
    const { AuthenticationResult } = await cognito.signIn('ann@example.com');
    await cognito.sdk.adminUserGlobalSignOut({ UserPoolId: cognito.poolId, Username: 'ann@example.com' });
    await expect(
      cognito.sdk.getUser({ AccessToken: AuthenticationResult?.AccessToken }),
    ).rejects.toMatchObject({ name: 'NotAuthorizedException', message: 'Access Token has been revoked' });
    await expect(
      cognito.sdk.getTokensFromRefreshToken({
        ClientId: cognito.clientId,
        RefreshToken: AuthenticationResult?.RefreshToken,
      }),
    ).rejects.toMatchObject({ message: 'Refresh Token has been revoked' });
  });

  it('needs a user', async () => {
    await expect(
      cognito.sdk.adminUserGlobalSignOut({ UserPoolId: cognito.poolId, Username: 'nobody@example.com' }),
    ).rejects.toMatchObject({ name: 'UserNotFoundException', message: 'User does not exist.' });
  });
});
