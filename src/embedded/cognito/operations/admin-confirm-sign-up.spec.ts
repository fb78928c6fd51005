import { claimsOf, EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('AdminConfirmSignUp', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeAll(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool();
  });

  afterAll(() => cognito.stop());

  it('confirms a user once, and leaves the address unverified', async () => {
    await cognito.signUp('ann@example.com');
    const ann = { UserPoolId: cognito.poolId, Username: 'ann@example.com' };
    await cognito.sdk.adminConfirmSignUp(ann);
    const user = await cognito.sdk.adminGetUser(ann);
    expect(user.UserStatus).toBe('CONFIRMED');
    expect(user.UserAttributes?.map(({ Name }) => Name)).not.toContain('email_verified');
    const { AuthenticationResult } = await cognito.signIn('ann@example.com');
    expect(claimsOf(AuthenticationResult?.IdToken)['email_verified']).toBe(false);
    await expect(cognito.sdk.adminConfirmSignUp(ann)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'User cannot be confirmed. Current status is CONFIRMED',
    });
  });
});
