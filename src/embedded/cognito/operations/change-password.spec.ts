import { EmbeddedCognitoHarness, PASSWORD } from '../../../../test/support/embedded-cognito-harness.js';

describe('ChangePassword', () => {
  let cognito: EmbeddedCognitoHarness;
  let AccessToken: string;

  beforeEach(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool({ Policies: { PasswordPolicy: { MinimumLength: 8, PasswordHistorySize: 2 } } });
    await cognito.confirmedUser('ann@example.com');
    AccessToken = await cognito.accessToken('ann@example.com');
  });

  afterEach(() => cognito.stop());

  const change = (PreviousPassword: string | undefined, ProposedPassword: string) =>
    cognito.sdk.changePassword({ AccessToken, PreviousPassword, ProposedPassword });
  const incorrect = { name: 'NotAuthorizedException', message: 'Incorrect username or password.' };
  const used = { name: 'PasswordHistoryPolicyViolationException' };

  it('changes the password and keeps the tokens', async () => {
    const { AuthenticationResult } = await cognito.signIn('ann@example.com');
    await change(PASSWORD, 'Wrong-Donkey-8');
    await expect(cognito.signIn('ann@example.com')).rejects.toMatchObject(incorrect);
    await expect(cognito.signIn('ann@example.com', 'Wrong-Donkey-8')).resolves.toHaveProperty(
      'AuthenticationResult',
    );
    await expect(
      cognito.sdk.getTokensFromRefreshToken({
        ClientId: cognito.clientId,
        RefreshToken: AuthenticationResult?.RefreshToken,
      }),
    ).resolves.toHaveProperty('AuthenticationResult.AccessToken');
  });

  it('wants the present password', async () => {
    await expect(change('Wrong-Donkey-8', 'Third-Animal-9')).rejects.toMatchObject(incorrect);
    await expect(change(undefined, 'Third-Animal-9')).rejects.toMatchObject(incorrect);
  });

  it('counts the present password as the newest of the history', async () => {
    await expect(change(PASSWORD, PASSWORD)).rejects.toMatchObject(used);
    await change(PASSWORD, 'Second-Animal-2');
    await expect(change('Second-Animal-2', PASSWORD)).rejects.toMatchObject(used);
    await change('Second-Animal-2', 'Third-Animal-3');
    await expect(change('Third-Animal-3', PASSWORD)).resolves.toBeDefined();
  });

  it('holds the new password against the policy', async () => {
    await expect(change(PASSWORD, 'short')).rejects.toMatchObject({ name: 'InvalidPasswordException' });
  });

  it('may be tried five times an hour', async () => {
    for (let count = 0; count < 5; count += 1) {
      await expect(change('Wrong-Donkey-8', 'Third-Animal-9')).rejects.toMatchObject(incorrect);
    }
    await expect(change(PASSWORD, 'Third-Animal-9')).rejects.toMatchObject({
      name: 'LimitExceededException',
    });
    cognito.clock.advance({ minutes: 61 });
    AccessToken = await cognito.accessToken('ann@example.com');
    await expect(change(PASSWORD, 'Third-Animal-9')).resolves.toBeDefined();
  });

  it('refuses a revoked token, and a user who must reset the password', async () => {
    await cognito.sdk.adminResetUserPassword({ UserPoolId: cognito.poolId, Username: 'ann@example.com' });
    await expect(change(PASSWORD, 'Third-Animal-9')).rejects.toMatchObject({
      name: 'PasswordResetRequiredException',
    });
    await cognito.sdk.globalSignOut({ AccessToken });
    await expect(change(PASSWORD, 'Third-Animal-9')).rejects.toMatchObject({
      message: 'Access Token has been revoked',
    });
  });
});
