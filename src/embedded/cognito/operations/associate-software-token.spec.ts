import { claimsOf, EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('AssociateSoftwareToken', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeAll(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool();
    await cognito.requireTotp();
    await cognito.confirmedUser('ann@example.com');
  });

  afterAll(() => cognito.stop());

  it('takes the session of an MFA_SETUP challenge and leads to tokens', async () => {
    const asked = await cognito.signIn('ann@example.com');
    expect(asked.ChallengeName).toBe('MFA_SETUP');
    expect(asked.ChallengeParameters).toMatchObject({ MFAS_CAN_SETUP: '["SOFTWARE_TOKEN_MFA"]' });

    const associated = await cognito.sdk.associateSoftwareToken({ Session: asked.Session });
    expect(associated.Session).not.toBe(asked.Session);
    const verified = await cognito.sdk.verifySoftwareToken({
      Session: associated.Session,
      UserCode: cognito.totp(associated.SecretCode ?? ''),
    });
    expect(verified.Status).toBe('SUCCESS');
    const done = await cognito.sdk.respondToAuthChallenge({
      ClientId: cognito.clientId,
      ChallengeName: 'MFA_SETUP',
      Session: verified.Session,
      ChallengeResponses: { USERNAME: 'ann@example.com' },
    });
    expect(claimsOf(done.AuthenticationResult?.AccessToken)).toMatchObject({ token_use: 'access' });
  });
});
