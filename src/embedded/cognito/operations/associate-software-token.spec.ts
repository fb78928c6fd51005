import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('AssociateSoftwareToken', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeEach(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool();
    await cognito.requireTotp();
    await cognito.confirmedUser('ann@example.com');
  });

  afterEach(() => cognito.stop());

  it('takes the session of an MFA_SETUP challenge and gives a secret and a new session', async () => {
    const asked = await cognito.signIn('ann@example.com');
    expect(asked.ChallengeName).toBe('MFA_SETUP');
    expect(asked.ChallengeParameters).toMatchObject({ MFAS_CAN_SETUP: '["SOFTWARE_TOKEN_MFA"]' });
    const associated = await cognito.sdk.associateSoftwareToken({ Session: asked.Session });
    expect(associated.SecretCode).toMatch(/^[A-Z2-7]{16,}$/);
    expect(associated.Session).not.toBe(asked.Session);
    await expect(cognito.sdk.associateSoftwareToken({ Session: asked.Session })).rejects.toMatchObject({
      message: 'Invalid session for the user, session can only be used once.',
    });
  });

  it('keeps the token in use until the new one is verified', async () => {
    await cognito.requireTotp('OPTIONAL');
    const AccessToken = await cognito.accessToken('ann@example.com');
    const old = await cognito.enrolTotp(AccessToken);
    await cognito.sdk.setUserMFAPreference({ AccessToken, SoftwareTokenMfaSettings: { Enabled: true } });
    await cognito.sdk.associateSoftwareToken({ AccessToken });
    cognito.clock.advance({ seconds: 30 });
    const asked = await cognito.signIn('ann@example.com');
    await expect(
      cognito.sdk.respondToAuthChallenge({
        ClientId: cognito.clientId,
        ChallengeName: 'SOFTWARE_TOKEN_MFA',
        Session: asked.Session,
        ChallengeResponses: {
          USERNAME: 'ann@example.com',
          SOFTWARE_TOKEN_MFA_CODE: cognito.totp(old),
        },
      }),
    ).resolves.toHaveProperty('AuthenticationResult');
  });

  it('refuses a pool without software tokens', async () => {
    await cognito.sdk.setUserPoolMfaConfig({ UserPoolId: cognito.poolId, MfaConfiguration: 'OFF' });
    const AccessToken = await cognito.accessToken('ann@example.com');
    await expect(cognito.sdk.associateSoftwareToken({ AccessToken })).rejects.toMatchObject({
      name: 'SoftwareTokenMFANotFoundException',
      message: 'Software Token MFA has not been enabled by the userPool',
    });
  });

  it('wants an access token or a session, and not both', async () => {
    await expect(cognito.sdk.associateSoftwareToken({})).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
    const { Session } = await cognito.signIn('ann@example.com');
    await expect(cognito.sdk.associateSoftwareToken({ AccessToken: 'a.b.c', Session })).rejects.toMatchObject(
      {
        name: 'InvalidParameterException',
      },
    );
    await expect(cognito.sdk.associateSoftwareToken({ Session: 'x'.repeat(20) })).rejects.toMatchObject({
      message: 'Invalid session for the user.',
    });
  });
});
