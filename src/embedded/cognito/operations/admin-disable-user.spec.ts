import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('AdminDisableUser', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeAll(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool();
    await cognito.confirmedUser('ann@example.com');
  });

  afterAll(() => cognito.stop());

  it('closes the account and its sign-ins, and leaves the status as it was', async () => {
    const ann = { UserPoolId: cognito.poolId, Username: 'ann@example.com' };
    const AccessToken = await cognito.accessToken('ann@example.com');
    await cognito.sdk.adminDisableUser(ann);
    await expect(cognito.sdk.getUser({ AccessToken })).rejects.toMatchObject({
      message: 'User is disabled.',
    });
    await expect(cognito.signIn('ann@example.com')).rejects.toMatchObject({ message: 'User is disabled.' });
    await expect(cognito.signIn('ann@example.com', 'wrong')).rejects.toMatchObject({
      message: 'Incorrect username or password.',
    });
    expect(await cognito.sdk.adminGetUser(ann)).toMatchObject({ Enabled: false, UserStatus: 'CONFIRMED' });
  });
});
