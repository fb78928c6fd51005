import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('VerifySoftwareToken', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeEach(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool();
    await cognito.requireTotp();
    await cognito.confirmedUser('ann@example.com');
  });

  afterEach(() => cognito.stop());

  const associate = async () => {
    const { Session } = await cognito.signIn('ann@example.com');
    const associated = await cognito.sdk.associateSoftwareToken({ Session });
    return { session: associated.Session, secret: associated.SecretCode ?? '' };
  };
  const mismatch = {
    name: 'EnableSoftwareTokenMFAException',
    message: 'Code mismatch and fail enable Software Token MFA',
  };
  const wrongCode = (secret: string) => (cognito.totp(secret) === '000000' ? '111111' : '000000');
  const finish = (Session: string | undefined) =>
    cognito.sdk.respondToAuthChallenge({
      ClientId: cognito.clientId,
      ChallengeName: 'MFA_SETUP',
      Session,
      ChallengeResponses: { USERNAME: 'ann@example.com' },
    });

  it('finishes MFA set-up with the session it gives, and with no other', async () => {
    const { session, secret } = await associate();
    await expect(finish(session)).rejects.toMatchObject({ name: 'SoftwareTokenMFANotFoundException' });
    const verified = await cognito.sdk.verifySoftwareToken({
      Session: session,
      UserCode: cognito.totp(secret),
      FriendlyDeviceName: 'phone',
    });
    expect(verified.Status).toBe('SUCCESS');
    await expect(finish(session)).rejects.toMatchObject({
      message: 'Invalid session for the user, session can only be used once.',
    });
    await expect(finish(verified.Session)).resolves.toHaveProperty('AuthenticationResult.AccessToken');
    const next = await cognito.signIn('ann@example.com');
    expect(next).toMatchObject({
      ChallengeName: 'SOFTWARE_TOKEN_MFA',
      ChallengeParameters: { FRIENDLY_DEVICE_NAME: 'phone' },
    });
  });

  it('refuses a wrong code, lets the session go on, and locks after five', async () => {
    const { session: Session, secret } = await associate();
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await expect(
        cognito.sdk.verifySoftwareToken({ Session, UserCode: wrongCode(secret) }),
      ).rejects.toMatchObject(mismatch);
    }
    const right = { Session, UserCode: cognito.totp(secret) };
    await expect(cognito.sdk.verifySoftwareToken(right)).rejects.toMatchObject({
      message: 'Password attempts exceeded',
    });
    cognito.clock.advance({ seconds: 1 });
    await expect(cognito.sdk.verifySoftwareToken(right)).resolves.toMatchObject({ Status: 'SUCCESS' });
  });

  it('uses the code up: the next sign-in refuses it', async () => {
    const { session: Session, secret } = await associate();
    const code = cognito.totp(secret);
    await cognito.sdk.verifySoftwareToken({ Session, UserCode: code });
    const asked = await cognito.signIn('ann@example.com');
    await expect(
      cognito.sdk.respondToAuthChallenge({
        ClientId: cognito.clientId,
        ChallengeName: 'SOFTWARE_TOKEN_MFA',
        Session: asked.Session,
        ChallengeResponses: { USERNAME: 'ann@example.com', SOFTWARE_TOKEN_MFA_CODE: code },
      }),
    ).rejects.toMatchObject({ name: 'ExpiredCodeException' });
  });

  it('replaces the former token for a user who is signed in', async () => {
    await cognito.requireTotp('OPTIONAL');
    const AccessToken = await cognito.accessToken('ann@example.com');
    await expect(cognito.sdk.verifySoftwareToken({ AccessToken, UserCode: '123456' })).rejects.toMatchObject({
      name: 'SoftwareTokenMFANotFoundException',
      message: 'Software Token MFA does not exist for the user.',
    });
    const old = await cognito.enrolTotp(AccessToken);
    const answer = await cognito.sdk.associateSoftwareToken({ AccessToken });
    await expect(
      cognito.sdk.verifySoftwareToken({ AccessToken, UserCode: cognito.totp(old) }),
    ).rejects.toMatchObject(mismatch);
    await expect(
      cognito.sdk.verifySoftwareToken({ AccessToken, UserCode: cognito.totp(answer.SecretCode ?? '') }),
    ).resolves.toMatchObject({ Status: 'SUCCESS' });
  });

  it.each([['12345'], ['1234567'], ['12a456']])('refuses the form of %s', async (UserCode) => {
    await expect(
      cognito.sdk.verifySoftwareToken({ Session: 'x'.repeat(20), UserCode }),
    ).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: expect.not.stringContaining(UserCode) as string,
    });
  });
});
