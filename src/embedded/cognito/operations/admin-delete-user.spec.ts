import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('AdminDeleteUser', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeAll(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool();
  });

  afterAll(() => cognito.stop());

  it('forgets the user and its tokens; the address is free again', async () => {
    const ann = { UserPoolId: cognito.poolId, Username: 'ann@example.com' };
    const sub = await cognito.confirmedUser('ann@example.com');
    const { AuthenticationResult } = await cognito.signIn('ann@example.com');
    await cognito.sdk.adminDeleteUser(ann);
    await expect(cognito.sdk.adminGetUser(ann)).rejects.toMatchObject({ name: 'UserNotFoundException' });
    await expect(cognito.sdk.adminDeleteUser(ann)).rejects.toMatchObject({ name: 'UserNotFoundException' });
    expect(await cognito.confirmedUser('ann@example.com')).not.toBe(sub);
    await expect(
      cognito.sdk.getTokensFromRefreshToken({
        ClientId: cognito.clientId,
        RefreshToken: AuthenticationResult?.RefreshToken,
      }),
    ).rejects.toMatchObject({ message: 'Invalid Refresh Token.' });
  });
});
