import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('AdminEnableUser', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeAll(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool();
    await cognito.confirmedUser('ann@example.com');
  });

  afterAll(() => cognito.stop());

  it('opens the account again, without its former sign-ins', async () => {
    const ann = { UserPoolId: cognito.poolId, Username: 'ann@example.com' };
    const AccessToken = await cognito.accessToken('ann@example.com');
    await cognito.sdk.adminDisableUser(ann);
    await cognito.sdk.adminEnableUser(ann);
    await expect(cognito.signIn('ann@example.com')).resolves.toHaveProperty('AuthenticationResult');
    await expect(cognito.sdk.getUser({ AccessToken })).rejects.toMatchObject({
      message: 'Access Token has been revoked',
    });
  });

  it('needs a user', async () => {
    await expect(
      cognito.sdk.adminEnableUser({ UserPoolId: cognito.poolId, Username: 'nobody@example.com' }),
    ).rejects.toMatchObject({ name: 'UserNotFoundException' });
  });
});
