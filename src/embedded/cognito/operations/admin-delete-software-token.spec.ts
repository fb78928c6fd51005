import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('AdminDeleteSoftwareToken', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeAll(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool();
    await cognito.requireTotp('OPTIONAL');
    await cognito.confirmedUser('ann@example.com');
  });

  afterAll(() => cognito.stop());

  it('removes the token and its preference; the user must enrol anew', async () => {
    const ann = { UserPoolId: cognito.poolId, Username: 'ann@example.com' };
    await cognito.enrolTotp(await cognito.accessToken('ann@example.com'));
    await cognito.sdk.adminSetUserMFAPreference({
      ...ann,
      SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true },
    });
    const { Session } = await cognito.signIn('ann@example.com');
    await cognito.sdk.adminDeleteSoftwareToken(ann);
    await cognito.sdk.adminDeleteSoftwareToken(ann);
    expect(await cognito.sdk.adminGetUser(ann)).not.toHaveProperty('UserMFASettingList');
    await expect(
      cognito.sdk.respondToAuthChallenge({
        ClientId: cognito.clientId,
        ChallengeName: 'SOFTWARE_TOKEN_MFA',
        Session,
        ChallengeResponses: { USERNAME: 'ann@example.com', SOFTWARE_TOKEN_MFA_CODE: '123456' },
      }),
    ).rejects.toMatchObject({ name: 'SoftwareTokenMFANotFoundException' });
    await cognito.requireTotp('ON');
    await expect(cognito.signIn('ann@example.com')).resolves.toMatchObject({ ChallengeName: 'MFA_SETUP' });
  });

  it('needs a user', async () => {
    await expect(
      cognito.sdk.adminDeleteSoftwareToken({ UserPoolId: cognito.poolId, Username: 'nobody@example.com' }),
    ).rejects.toMatchObject({ name: 'UserNotFoundException' });
  });
});
