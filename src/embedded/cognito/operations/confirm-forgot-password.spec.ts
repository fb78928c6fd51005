import { EmbeddedCognitoHarness, PASSWORD } from '../../../../test/support/embedded-cognito-harness.js';

const NEW_PASSWORD = 'Wrong-Donkey-8';

describe('ConfirmForgotPassword', () => {
  let cognito: EmbeddedCognitoHarness;
  let code: string;

  beforeEach(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool({ Policies: { PasswordPolicy: { MinimumLength: 8, PasswordHistorySize: 2 } } });
    await cognito.confirmedUser('ann@example.com');
    code = await forgot();
  });

  afterEach(() => cognito.stop());

  const forgot = async () => {
    await cognito.sdk.forgotPassword({ ClientId: cognito.clientId, Username: 'ann@example.com' });
    return cognito.newestCode('ann@example.com');
  };
  const confirm = (ConfirmationCode: string, Password = NEW_PASSWORD, Username = 'ann@example.com') =>
    cognito.sdk.confirmForgotPassword({ ClientId: cognito.clientId, Username, ConfirmationCode, Password });
  const wrong = (right: string) => (right === '000000' ? '111111' : '000000');
  const mismatch = {
    name: 'CodeMismatchException',
    message: 'Invalid verification code provided, please try again.',
  };
  const expired = {
    name: 'ExpiredCodeException',
    message: 'Invalid code provided, please request a code again.',
  };

  it('sets the new password, spends the code and keeps the tokens', async () => {
    const AccessToken = await cognito.accessToken('ann@example.com');
    await confirm(code);
    await expect(cognito.signIn('ann@example.com')).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    await expect(cognito.signIn('ann@example.com', NEW_PASSWORD)).resolves.toHaveProperty(
      'AuthenticationResult',
    );
    await expect(cognito.sdk.getUser({ AccessToken })).resolves.toBeDefined();
    await expect(confirm(code, 'Third-Animal-9')).rejects.toMatchObject(expired);
  });

  it('lets a user in again who was told to reset the password', async () => {
    await cognito.sdk.adminResetUserPassword({ UserPoolId: cognito.poolId, Username: 'ann@example.com' });
    await confirm(await cognito.newestCode('ann@example.com'));
    await expect(cognito.signIn('ann@example.com', NEW_PASSWORD)).resolves.toHaveProperty(
      'AuthenticationResult',
    );
  });

  it('takes the newest code alone, for an hour', async () => {
    let newest = code;
    while (newest === code) {
      newest = await forgot();
    }
    await expect(confirm(code)).rejects.toMatchObject(mismatch);
    cognito.clock.advance({ hours: 1 });
    await expect(confirm(newest)).rejects.toMatchObject(expired);
  });

  it('ends a code after ten wrong answers', async () => {
    for (let count = 0; count < 10; count += 1) {
      await expect(confirm(wrong(code))).rejects.toMatchObject(mismatch);
    }
    await expect(confirm(code)).rejects.toMatchObject({ name: 'TooManyFailedAttemptsException' });
    await expect(confirm(await forgot())).resolves.toBeDefined();
  });

  it('counts together with the codes that were asked for, twenty an hour', async () => {
    for (let count = 0; count < 9; count += 1) {
      await expect(confirm(wrong(code))).rejects.toMatchObject(mismatch);
      code = await forgot();
    }
    await expect(confirm(wrong(code))).rejects.toMatchObject(mismatch);
    await expect(confirm(code)).rejects.toMatchObject({ name: 'LimitExceededException' });
  });

  it('leaves the code alive when the password is refused', async () => {
    await expect(confirm(code, 'short')).rejects.toMatchObject({
      name: 'InvalidPasswordException',
      message: 'Password did not conform with policy: Password not long enough',
    });
    await expect(confirm(code, PASSWORD)).rejects.toMatchObject({
      name: 'PasswordHistoryPolicyViolationException',
    });
    await expect(confirm(wrong(code), PASSWORD)).rejects.toMatchObject(mismatch);
    await expect(confirm(code)).resolves.toBeDefined();
  });

  it('answers for an unknown user as for a wrong code, unless the client asks for the truth', async () => {
    await expect(confirm('123456', NEW_PASSWORD, 'nobody@example.com')).rejects.toMatchObject(mismatch);
    await cognito.confirmedUser('bob@example.com');
    await expect(confirm('123456', NEW_PASSWORD, 'bob@example.com')).rejects.toMatchObject(expired);
    cognito.clientId = await cognito.createClient({ PreventUserExistenceErrors: 'LEGACY' });
    await expect(confirm('123456', NEW_PASSWORD, 'nobody@example.com')).rejects.toMatchObject({
      name: 'UserNotFoundException',
    });
  });

  it('refuses a user who was disabled meanwhile, or given a temporary password', async () => {
    const ann = { UserPoolId: cognito.poolId, Username: 'ann@example.com' };
    await cognito.sdk.adminDisableUser(ann);
    await expect(confirm(code)).rejects.toMatchObject({ message: 'User is disabled.' });
    await cognito.sdk.adminEnableUser(ann);
    await cognito.sdk.adminSetUserPassword({ ...ann, Password: 'Fourth-Animal-1' });
    await expect(confirm(code)).rejects.toMatchObject({
      message: 'User password cannot be reset in the current state.',
    });
  });

  it('does not confirm a sign-up', async () => {
    await cognito.signUp('cat@example.com');
    await cognito.sdk.adminUpdateUserAttributes({
      UserPoolId: cognito.poolId,
      Username: 'cat@example.com',
      UserAttributes: [{ Name: 'email_verified', Value: 'true' }],
    });
    await cognito.sdk.forgotPassword({ ClientId: cognito.clientId, Username: 'cat@example.com' });
    const given = await cognito.newestCode('cat@example.com');
    await expect(confirm(given, NEW_PASSWORD, 'cat@example.com')).rejects.toMatchObject({
      name: 'UserNotConfirmedException',
    });
  });
});
