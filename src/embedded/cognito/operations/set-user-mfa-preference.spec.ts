import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('SetUserMFAPreference', () => {
  let cognito: EmbeddedCognitoHarness;
  let AccessToken: string;

  beforeEach(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool();
    await cognito.requireTotp('OPTIONAL');
    await cognito.confirmedUser('ann@example.com');
    AccessToken = await cognito.accessToken('ann@example.com');
  });

  afterEach(() => cognito.stop());

  const prefer = (SoftwareTokenMfaSettings: object) =>
    cognito.sdk.setUserMFAPreference({ AccessToken, SoftwareTokenMfaSettings });
  const on = { Enabled: true, PreferredMfa: true };

  it('refuses a factor that is not enrolled', async () => {
    await expect(prefer(on)).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: 'User does not have delivery config set to turn on SOFTWARE_TOKEN_MFA',
    });
    const EmailMfaSettings = on;
    await expect(cognito.sdk.setUserMFAPreference({ AccessToken, EmailMfaSettings })).rejects.toMatchObject({
      message: 'User does not have delivery config set to turn on EMAIL_OTP',
    });
  });

  it('asks for the factor from then on, and no longer once it is off', async () => {
    await cognito.enrolTotp(AccessToken);
    await expect(cognito.signIn('ann@example.com')).resolves.toHaveProperty('AuthenticationResult');
    await prefer(on);
    expect(await cognito.sdk.getUser({ AccessToken })).toMatchObject({
      PreferredMfaSetting: 'SOFTWARE_TOKEN_MFA',
      UserMFASettingList: ['SOFTWARE_TOKEN_MFA'],
    });
    await expect(cognito.signIn('ann@example.com')).resolves.toMatchObject({
      ChallengeName: 'SOFTWARE_TOKEN_MFA',
    });
    await prefer({ Enabled: false });
    await expect(cognito.signIn('ann@example.com')).resolves.toHaveProperty('AuthenticationResult');
    expect(await cognito.sdk.getUser({ AccessToken })).not.toHaveProperty('PreferredMfaSetting');
  });

  it('changes the preference alone where the pool demands MFA', async () => {
    await cognito.enrolTotp(AccessToken);
    await prefer(on);
    await cognito.requireTotp('ON');
    await prefer({ Enabled: false });
    const user = await cognito.sdk.getUser({ AccessToken });
    expect(user.UserMFASettingList).toEqual(['SOFTWARE_TOKEN_MFA']);
    expect(user).not.toHaveProperty('PreferredMfaSetting');
    await expect(cognito.signIn('ann@example.com')).resolves.toMatchObject({
      ChallengeName: 'SOFTWARE_TOKEN_MFA',
    });
  });

  it('takes one preferred factor only', async () => {
    await expect(
      cognito.sdk.setUserMFAPreference({
        AccessToken,
        SoftwareTokenMfaSettings: on,
        EmailMfaSettings: on,
      }),
    ).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });
});
