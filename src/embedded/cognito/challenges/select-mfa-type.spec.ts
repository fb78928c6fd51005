import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('SELECT_MFA_TYPE', () => {
  let cognito: EmbeddedCognitoHarness;
  let secret: string;
  let AccessToken: string;

  beforeEach(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool({
      EmailConfiguration: {
        EmailSendingAccount: 'DEVELOPER',
        SourceArn: 'arn:aws:ses:us-east-1:000000000000:identity/example.com',
      },
    });
    await cognito.sdk.setUserPoolMfaConfig({
      UserPoolId: cognito.poolId,
      MfaConfiguration: 'OPTIONAL',
      SoftwareTokenMfaConfiguration: { Enabled: true },
      EmailMfaConfiguration: {},
    });
    await cognito.confirmedUser('ann@example.com');
    AccessToken = await cognito.accessToken('ann@example.com');
    secret = await cognito.enrolTotp(AccessToken);
    await cognito.sdk.setUserMFAPreference({
      AccessToken,
      SoftwareTokenMfaSettings: { Enabled: true },
      EmailMfaSettings: { Enabled: true },
    });
    cognito.clock.advance({ seconds: 60 });
  });

  afterEach(() => cognito.stop());

  const choose = (Session: string | undefined, ANSWER: string) =>
    cognito.sdk.respondToAuthChallenge({
      ClientId: cognito.clientId,
      ChallengeName: 'SELECT_MFA_TYPE',
      Session,
      ChallengeResponses: { USERNAME: 'ann@example.com', ANSWER },
    });

  it('lists the factors as a JSON text, and sends nothing before one is chosen', async () => {
    const before = await cognito.outbox('ann@example.com');
    const asked = await cognito.signIn('ann@example.com');
    expect(asked.ChallengeName).toBe('SELECT_MFA_TYPE');
    expect(asked.ChallengeParameters?.['MFAS_CAN_CHOOSE']).toBe('["EMAIL_OTP","SOFTWARE_TOKEN_MFA"]');
    expect(await cognito.outbox('ann@example.com')).toHaveLength(before.length);
    await expect(choose(asked.Session, 'EMAIL_OTP')).resolves.toMatchObject({
      ChallengeName: 'EMAIL_OTP',
      ChallengeParameters: { CODE_DELIVERY_DESTINATION: 'a***@e***' },
    });
    expect((await cognito.outbox('ann@example.com'))[0]?.purpose).toBe('MFA');
  });

  it('goes on with the chosen factor in a session of its own', async () => {
    const { Session } = await cognito.signIn('ann@example.com');
    const chosen = await choose(Session, 'SOFTWARE_TOKEN_MFA');
    expect(chosen.ChallengeName).toBe('SOFTWARE_TOKEN_MFA');
    await expect(
      cognito.sdk.respondToAuthChallenge({
        ClientId: cognito.clientId,
        ChallengeName: 'SOFTWARE_TOKEN_MFA',
        Session: chosen.Session,
        ChallengeResponses: {
          USERNAME: 'ann@example.com',
          SOFTWARE_TOKEN_MFA_CODE: cognito.totp(secret),
        },
      }),
    ).resolves.toHaveProperty('AuthenticationResult.AccessToken');
    await expect(choose(Session, 'EMAIL_OTP')).rejects.toMatchObject({
      message: 'Invalid session for the user, session can only be used once.',
    });
  });

  it('refuses a factor that does not exist or that the user lacks, and may then be asked again', async () => {
    const { Session } = await cognito.signIn('ann@example.com');
    await expect(choose(Session, 'EMAIL_MFA')).rejects.toMatchObject({ name: 'InvalidParameterException' });
    await expect(choose(Session, 'SMS_MFA')).rejects.toMatchObject({ name: 'MFAMethodNotFoundException' });
    await expect(choose(Session, 'EMAIL_OTP')).resolves.toHaveProperty('ChallengeName', 'EMAIL_OTP');
  });

  it('is not asked of who prefers a factor', async () => {
    await cognito.sdk.setUserMFAPreference({
      AccessToken,
      EmailMfaSettings: { Enabled: true, PreferredMfa: true },
    });
    await expect(cognito.sdk.getUser({ AccessToken })).resolves.toMatchObject({
      PreferredMfaSetting: 'EMAIL_OTP',
      UserMFASettingList: ['EMAIL_OTP', 'SOFTWARE_TOKEN_MFA'],
    });
    await expect(cognito.signIn('ann@example.com')).resolves.toHaveProperty('ChallengeName', 'EMAIL_OTP');
  });
});
