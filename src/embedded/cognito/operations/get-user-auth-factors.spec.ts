import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('GetUserAuthFactors', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeAll(async () => {
    cognito = await EmbeddedCognitoHarness.start();
  });

  afterAll(() => cognito.stop());

  it('lists the first factors that the pool allows and the user has', async () => {
    await cognito.createPool({
      Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'SMS_OTP'] } },
    });
    const Username = await cognito.confirmedUser('ann@example.com');
    const AccessToken = await cognito.accessToken('ann@example.com');
    const factors = await cognito.sdk.getUserAuthFactors({ AccessToken });
    expect(factors).toMatchObject({ Username, ConfiguredUserAuthFactors: ['PASSWORD', 'EMAIL_OTP'] });
    expect(factors).not.toHaveProperty('UserMFASettingList');
  });

  it('shows the second factors as GetUser does', async () => {
    await cognito.createPool();
    await cognito.requireTotp('OPTIONAL');
    await cognito.confirmedUser('ann@example.com');
    const AccessToken = await cognito.accessToken('ann@example.com');
    await cognito.enrolTotp(AccessToken);
    await cognito.sdk.setUserMFAPreference({
      AccessToken,
      SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true },
    });
    await expect(cognito.sdk.getUserAuthFactors({ AccessToken })).resolves.toMatchObject({
      PreferredMfaSetting: 'SOFTWARE_TOKEN_MFA',
      UserMFASettingList: ['SOFTWARE_TOKEN_MFA'],
      ConfiguredUserAuthFactors: ['PASSWORD'],
    });
  });

  it('refuses garbage', async () => {
    await expect(cognito.sdk.getUserAuthFactors({ AccessToken: 'garbage' })).rejects.toMatchObject({
      message: 'Invalid Access Token',
    });
  });
});
