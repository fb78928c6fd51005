import { EmbeddedCognitoHarness, PASSWORD } from '../../../../test/support/embedded-cognito-harness.js';

describe('AdminResetUserPassword', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeAll(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool();
  });

  afterAll(() => cognito.stop());

  const reset = (Username: string) =>
    cognito.sdk.adminResetUserPassword({ UserPoolId: cognito.poolId, Username });

  it('demands a new password and mails a code', async () => {
    await cognito.confirmedUser('ann@example.com');
    await reset('ann@example.com');
    await expect(cognito.signIn('ann@example.com')).rejects.toMatchObject({
      name: 'PasswordResetRequiredException',
    });
    const [mail] = await cognito.outbox('ann@example.com');
    expect(mail).toMatchObject({
      purpose: 'FORGOT_PASSWORD',
      code: expect.stringMatching(/^\d{6}$/) as string,
    });
  });

  it('needs a verified address and a user who has a password of its own', async () => {
    const bob = { UserPoolId: cognito.poolId, Username: 'bob@example.com' };
    await cognito.sdk.adminCreateUser({ ...bob, MessageAction: 'SUPPRESS', TemporaryPassword: PASSWORD });
    await expect(reset('bob@example.com')).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'User password cannot be reset in the current state.',
    });
    await cognito.sdk.adminSetUserPassword({ ...bob, Password: PASSWORD, Permanent: true });
    await expect(reset('bob@example.com')).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: 'Cannot reset password for the user as there is no registered/verified email or phone_number',
    });
  });
});
