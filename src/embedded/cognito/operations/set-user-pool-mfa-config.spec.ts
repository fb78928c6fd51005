import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('SetUserPoolMfaConfig', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeAll(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool();
  });

  afterAll(() => cognito.stop());

  it('replaces the whole MFA configuration', async () => {
    await cognito.requireTotp('ON');
    await cognito.sdk.setUserPoolMfaConfig({ UserPoolId: cognito.poolId });
    const config = await cognito.sdk.getUserPoolMfaConfig({ UserPoolId: cognito.poolId });
    expect(config).toMatchObject({ MfaConfiguration: 'OFF' });
    expect(config).not.toHaveProperty('SoftwareTokenMfaConfiguration');
  });

  it('refuses to demand MFA without a factor', async () => {
    await expect(
      cognito.sdk.setUserPoolMfaConfig({ UserPoolId: cognito.poolId, MfaConfiguration: 'ON' }),
    ).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });

  it('offers codes by e-mail only with a sender, a plan and a recovery that allow them', async () => {
    const email = {
      EmailConfiguration: {
        EmailSendingAccount: 'DEVELOPER' as const,
        SourceArn: 'arn:aws:ses:us-east-1:000000000000:identity/example.com',
      },
    };
    const offer = () =>
      cognito.sdk.setUserPoolMfaConfig({
        UserPoolId: cognito.poolId,
        MfaConfiguration: 'OPTIONAL',
        EmailMfaConfiguration: { Message: 'Code {####}', Subject: 'Code' },
      });
    const recovery = (...names: ('verified_email' | 'verified_phone_number')[]) => ({
      AccountRecoverySetting: {
        RecoveryMechanisms: names.map((Name, index) => ({ Name, Priority: index + 1 })),
      },
    });
    await cognito.createPool();
    await expect(offer()).rejects.toMatchObject({ name: 'InvalidParameterException' });
    await cognito.createPool({ ...email, UserPoolTier: 'LITE' });
    await expect(offer()).rejects.toMatchObject({ name: 'FeatureUnavailableInTierException' });
    await cognito.createPool({ ...email, ...recovery('verified_email') });
    await expect(offer()).rejects.toMatchObject({ name: 'InvalidParameterException' });
    await cognito.createPool({ ...email, ...recovery('verified_email', 'verified_phone_number') });
    await expect(offer()).resolves.toMatchObject({ EmailMfaConfiguration: { Subject: 'Code' } });
    await expect(
      cognito.sdk.updateUserPool({ UserPoolId: cognito.poolId, ...email, ...recovery('verified_email') }),
    ).rejects.toMatchObject({ name: 'InvalidParameterException' });
    await expect(cognito.sdk.updateUserPool({ UserPoolId: cognito.poolId })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });

  it('offers codes by text message only with an SMS configuration', async () => {
    await cognito.createPool();
    const offer = (SmsMfaConfiguration: object) =>
      cognito.sdk.setUserPoolMfaConfig({
        UserPoolId: cognito.poolId,
        MfaConfiguration: 'OPTIONAL',
        SmsMfaConfiguration,
      });
    await expect(offer({})).rejects.toMatchObject({ name: 'InvalidParameterException' });
    const SmsConfiguration = { SnsCallerArn: 'arn:aws:iam::000000000000:role/sms' };
    await expect(offer({ SmsConfiguration })).resolves.toHaveProperty('SmsMfaConfiguration');
  });
});
