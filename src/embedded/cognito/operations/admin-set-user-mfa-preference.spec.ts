import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('AdminSetUserMFAPreference', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeAll(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool();
    await cognito.requireTotp('OPTIONAL');
    await cognito.confirmedUser('ann@example.com');
  });

  afterAll(() => cognito.stop());

  it('sets the preference of an enrolled user alone', async () => {
    const request = {
      UserPoolId: cognito.poolId,
      Username: 'ann@example.com',
      SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true },
    };
    await expect(cognito.sdk.adminSetUserMFAPreference(request)).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
    await cognito.enrolTotp(await cognito.accessToken('ann@example.com'));
    await cognito.sdk.adminSetUserMFAPreference(request);
    const user = await cognito.sdk.adminGetUser({ UserPoolId: cognito.poolId, Username: 'ann@example.com' });
    expect(user).toMatchObject({
      PreferredMfaSetting: 'SOFTWARE_TOKEN_MFA',
      UserMFASettingList: ['SOFTWARE_TOKEN_MFA'],
    });
  });
});
