import {
  EmbeddedCognitoHarness,
  PASSWORD,
  secretHash,
} from '../../../../test/support/embedded-cognito-harness.js';

describe('ForgotPassword', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeEach(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool();
  });

  afterEach(() => cognito.stop());

  const forgot = (Username: string, further: object = {}) =>
    cognito.sdk.forgotPassword({ ClientId: cognito.clientId, Username, ...further });
  const admin = (Username: string) => ({ UserPoolId: cognito.poolId, Username });
  const simulated = (Destination: string) => ({
    CodeDeliveryDetails: { AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination },
  });

  it('mails a code to the verified address, and says only roughly where', async () => {
    await cognito.confirmedUser('ann@example.com');
    await expect(forgot('ann@example.com')).resolves.toMatchObject(simulated('a***@e***'));
    expect((await cognito.outbox('ann@example.com'))[0]).toMatchObject({
      purpose: 'FORGOT_PASSWORD',
      code: expect.stringMatching(/^\d{6}$/) as string,
    });
    await expect(cognito.signIn('ann@example.com')).resolves.toHaveProperty('AuthenticationResult');
  });

  it('pretends alike for a user who is unknown, disabled or without a verified address', async () => {
    await cognito.confirmedUser('bob@example.com');
    await cognito.sdk.adminDisableUser(admin('bob@example.com'));
    await cognito.signUp('cat@example.com');
    const sent = (await cognito.outbox()).length;
    await expect(forgot('nobody@example.com')).resolves.toMatchObject(simulated('n***@e***'));
    await expect(forgot('bob@example.com')).resolves.toMatchObject(simulated('b***@e***'));
    await expect(forgot('cat@example.com')).resolves.toMatchObject(simulated('c***@e***'));
    await expect(forgot('+15550001111')).resolves.toMatchObject({
      CodeDeliveryDetails: { DeliveryMedium: 'SMS', Destination: '+*******1111' },
    });
    await expect(forgot('nobody')).resolves.toMatchObject({
      CodeDeliveryDetails: { Destination: expect.stringMatching(/^[a-f]\*{3}@[a-f]\*{3}$/) as string },
    });
    expect(await cognito.outbox()).toHaveLength(sent);
  });

  it('tells a client that asks for the truth', async () => {
    cognito.clientId = await cognito.createClient({ PreventUserExistenceErrors: 'LEGACY' });
    await cognito.confirmedUser('bob@example.com');
    await cognito.sdk.adminDisableUser(admin('bob@example.com'));
    await cognito.signUp('cat@example.com');
    await expect(forgot('nobody@example.com')).rejects.toMatchObject({
      name: 'UserNotFoundException',
      message: 'Username/client id combination not found.',
    });
    await expect(forgot('bob@example.com')).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'User is disabled.',
    });
    await expect(forgot('cat@example.com')).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: 'Cannot reset password for the user as there is no registered/verified email or phone_number',
    });
  });

  it('refuses a user whose password is still a temporary one', async () => {
    await cognito.sdk.adminCreateUser({
      ...admin('dan@example.com'),
      UserAttributes: [{ Name: 'email_verified', Value: 'true' }],
      TemporaryPassword: PASSWORD,
    });
    await expect(forgot('dan@example.com')).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'User password cannot be reset in the current state.',
    });
  });

  it('sends at most twenty an hour', async () => {
    await cognito.confirmedUser('ann@example.com');
    for (let count = 0; count < 20; count += 1) {
      await forgot('ann@example.com');
    }
    await expect(forgot('ann@example.com')).rejects.toMatchObject({
      name: 'LimitExceededException',
      message: 'Attempt limit exceeded, please try after some time.',
    });
    cognito.clock.advance({ minutes: 61 });
    await expect(forgot('ann@example.com')).resolves.toBeDefined();
  });

  it('follows the recovery mechanisms of the pool in their order', async () => {
    await cognito.createPool({
      AccountRecoverySetting: {
        RecoveryMechanisms: [
          { Priority: 2, Name: 'verified_email' },
          { Priority: 1, Name: 'verified_phone_number' },
        ],
      },
    });
    await cognito.confirmedUser('ann@example.com', { phone_number: '+15550001111' });
    await expect(forgot('ann@example.com')).resolves.toMatchObject(simulated('a***@e***'));
    await cognito.sdk.adminUpdateUserAttributes({
      ...admin('ann@example.com'),
      UserAttributes: [{ Name: 'phone_number_verified', Value: 'true' }],
    });
    await expect(forgot('ann@example.com')).resolves.toMatchObject({
      CodeDeliveryDetails: { DeliveryMedium: 'SMS', Destination: '+*******1111' },
    });
    expect(await cognito.outbox('+15550001111')).toHaveLength(1);
  });

  it('resets nothing by the address that second factors go to', async () => {
    await cognito.createPool({
      EmailConfiguration: {
        EmailSendingAccount: 'DEVELOPER',
        SourceArn: 'arn:aws:ses:us-east-1:000000000000:identity/example.com',
      },
    });
    await cognito.sdk.setUserPoolMfaConfig({
      UserPoolId: cognito.poolId,
      MfaConfiguration: 'OPTIONAL',
      EmailMfaConfiguration: {},
    });
    await cognito.confirmedUser('ann@example.com', { phone_number: '+15550001111' });
    const EmailMfaSettings = { Enabled: true, PreferredMfa: true };
    await cognito.sdk.adminSetUserMFAPreference({ ...admin('ann@example.com'), EmailMfaSettings });
    const sent = (await cognito.outbox()).length;
    await expect(forgot('ann@example.com')).resolves.toMatchObject(simulated('a***@e***'));
    expect(await cognito.outbox()).toHaveLength(sent);
    await cognito.sdk.adminUpdateUserAttributes({
      ...admin('ann@example.com'),
      UserAttributes: [{ Name: 'phone_number_verified', Value: 'true' }],
    });
    await expect(forgot('ann@example.com')).resolves.toMatchObject({
      CodeDeliveryDetails: { DeliveryMedium: 'SMS' },
    });
  });

  it('leaves it to the administrator where the pool says so', async () => {
    await cognito.createPool({
      AccountRecoverySetting: { RecoveryMechanisms: [{ Priority: 1, Name: 'admin_only' }] },
    });
    await cognito.confirmedUser('ann@example.com');
    await expect(forgot('ann@example.com')).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'Contact administrator to reset password.',
    });
  });

  it('wants the secret hash of a client that has a secret', async () => {
    cognito.clientId = await cognito.createClient({ ClientSecret: 'abcdefghijklmnopqrstuvwxyz' });
    const SecretHash = secretHash('abcdefghijklmnopqrstuvwxyz', 'ann@example.com', cognito.clientId);
    await expect(forgot('ann@example.com')).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    await expect(forgot('ann@example.com', { SecretHash })).resolves.toBeDefined();
  });
});
