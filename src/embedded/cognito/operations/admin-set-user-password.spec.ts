import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('AdminSetUserPassword', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeEach(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool({
      Policies: { PasswordPolicy: { MinimumLength: 8, PasswordHistorySize: 2 } },
    });
    await cognito.confirmedUser('ann@example.com');
  });

  afterEach(() => cognito.stop());

  const set = (Password: string, Permanent?: boolean) =>
    cognito.sdk.adminSetUserPassword({
      UserPoolId: cognito.poolId,
      Username: 'ann@example.com',
      Password,
      Permanent,
    });
  const status = async () =>
    (await cognito.sdk.adminGetUser({ UserPoolId: cognito.poolId, Username: 'ann@example.com' })).UserStatus;

  it('sets a temporary password unless it is to be permanent', async () => {
    await set('temporary-1');
    expect(await status()).toBe('FORCE_CHANGE_PASSWORD');
    await expect(cognito.signIn('ann@example.com', 'temporary-1')).resolves.toMatchObject({
      ChallengeName: 'NEW_PASSWORD_REQUIRED',
    });
    await set('permanent-1', true);
    expect(await status()).toBe('CONFIRMED');
    await expect(cognito.signIn('ann@example.com', 'permanent-1')).resolves.toHaveProperty(
      'AuthenticationResult',
    );
  });

  it('confirms a user who never confirmed, and keeps sign-ins alive', async () => {
    const AccessToken = await cognito.accessToken('ann@example.com');
    await set('permanent-1', true);
    await expect(cognito.sdk.getUser({ AccessToken })).resolves.toBeDefined();
    await cognito.signUp('bob@example.com');
    await cognito.sdk.adminSetUserPassword({
      UserPoolId: cognito.poolId,
      Username: 'bob@example.com',
      Password: 'permanent-1',
      Permanent: true,
    });
    await expect(cognito.signIn('bob@example.com', 'permanent-1')).resolves.toHaveProperty(
      'AuthenticationResult',
    );
  });

  it('refuses weak passwords and the last ones used', async () => {
    await expect(set('short', true)).rejects.toMatchObject({ name: 'InvalidPasswordException' });
    await set('password-one', true);
    await set('password-two', true);
    const violation = { name: 'PasswordHistoryPolicyViolationException' };
    await expect(set('password-two', true)).rejects.toMatchObject(violation);
    await expect(set('password-one', true)).rejects.toMatchObject(violation);
    await set('password-three', true);
    await expect(set('password-one', true)).resolves.toBeDefined();
  });
});
