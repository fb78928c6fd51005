import { EmbeddedCognitoHarness, secretHash } from '../../../../test/support/embedded-cognito-harness.js';

describe('RespondToAuthChallenge', () => {
  let cognito: EmbeddedCognitoHarness;
  let secret: string;

  beforeEach(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool();
    await cognito.requireTotp('OPTIONAL');
    await cognito.confirmedUser('ann@example.com');
    const AccessToken = await cognito.accessToken('ann@example.com');
    secret = await cognito.enrolTotp(AccessToken);
    await cognito.sdk.setUserMFAPreference({
      AccessToken,
      SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true },
    });
    cognito.clock.advance({ seconds: 60 });
  });

  afterEach(() => cognito.stop());

  const respond = (Session: string | undefined, code: string, further: object = {}) =>
    cognito.sdk.respondToAuthChallenge({
      ClientId: cognito.clientId,
      ChallengeName: 'SOFTWARE_TOKEN_MFA',
      Session,
      ChallengeResponses: { USERNAME: 'ann@example.com', SOFTWARE_TOKEN_MFA_CODE: code },
      ...further,
    });
  const wrongCode = () => (cognito.totp(secret) === '000000' ? '111111' : '000000');
  const invalidSession = { name: 'NotAuthorizedException', message: 'Invalid session for the user.' };

  it('exchanges the right code for tokens', async () => {
    const asked = await cognito.signIn('ann@example.com');
    expect(asked.ChallengeName).toBe('SOFTWARE_TOKEN_MFA');
    expect(asked.AuthenticationResult).toBeUndefined();
    expect(asked.Session?.length).toBeGreaterThanOrEqual(20);
    expect(asked.Session?.length).toBeLessThanOrEqual(2048);
    await expect(respond(asked.Session, cognito.totp(secret))).resolves.toHaveProperty(
      'AuthenticationResult.RefreshToken',
    );
  });

  it('leaves the session alive after a wrong code, and spends it on the right one', async () => {
    const { Session } = await cognito.signIn('ann@example.com');
    await expect(respond(Session, wrongCode())).rejects.toMatchObject({
      name: 'CodeMismatchException',
      message: 'Invalid code received for user',
    });
    await respond(Session, cognito.totp(secret));
    cognito.clock.advance({ seconds: 30 });
    await expect(respond(Session, cognito.totp(secret))).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'Invalid session for the user, session can only be used once.',
    });
  });

  it('refuses a code that was used before, and takes the one of the next step', async () => {
    const used = cognito.totp(secret);
    await respond((await cognito.signIn('ann@example.com')).Session, used);
    const { Session } = await cognito.signIn('ann@example.com');
    await expect(respond(Session, used)).rejects.toMatchObject({
      name: 'ExpiredCodeException',
      message: 'Your software token has already been used once.',
    });
    cognito.clock.advance({ seconds: 30 });
    const next = cognito.totp(secret);
    cognito.clock.advance({ seconds: -30 });
    await expect(respond(Session, next)).resolves.toHaveProperty('AuthenticationResult');
  });

  it.each([
    [-31, 'CodeMismatchException'],
    [61, 'CodeMismatchException'],
  ])('refuses a code that is %i s away', async (seconds, name) => {
    const { Session } = await cognito.signIn('ann@example.com');
    cognito.clock.advance({ seconds });
    const code = cognito.totp(secret);
    cognito.clock.advance({ seconds: -seconds });
    await expect(respond(Session, code)).rejects.toMatchObject({ name });
  });

  it('expires the session after the minutes that the client sets', async () => {
    const { Session } = await cognito.signIn('ann@example.com');
    cognito.clock.advance({ minutes: 3 });
    await expect(respond(Session, cognito.totp(secret))).rejects.toMatchObject({
      message: 'Invalid session for the user, session is expired.',
    });
    cognito.clientId = await cognito.createClient({ AuthSessionValidity: 10 });
    const longer = await cognito.signIn('ann@example.com');
    cognito.clock.advance({ minutes: 9 });
    await expect(respond(longer.Session, cognito.totp(secret))).resolves.toHaveProperty(
      'AuthenticationResult',
    );
  });

  it('binds the session to its user, its client and its challenge', async () => {
    await cognito.confirmedUser('bob@example.com');
    const { Session } = await cognito.signIn('ann@example.com');
    const code = cognito.totp(secret);
    const asBob = { USERNAME: 'bob@example.com', SOFTWARE_TOKEN_MFA_CODE: code };
    await expect(respond(Session, code, { ChallengeResponses: asBob })).rejects.toMatchObject(invalidSession);
    const ClientId = await cognito.createClient();
    await expect(respond(Session, code, { ClientId })).rejects.toMatchObject(invalidSession);
    await expect(respond(Session, code, { ChallengeName: 'MFA_SETUP' })).rejects.toMatchObject(
      invalidSession,
    );
    await expect(respond('A'.repeat(40), code)).rejects.toMatchObject(invalidSession);
    await expect(respond(Session, code)).resolves.toHaveProperty('AuthenticationResult');
  });

  it('locks after five wrong codes, in this and every further session', async () => {
    const { Session } = await cognito.signIn('ann@example.com');
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await expect(respond(Session, wrongCode())).rejects.toMatchObject({ name: 'CodeMismatchException' });
    }
    const other = await cognito.signIn('ann@example.com');
    await expect(respond(other.Session, cognito.totp(secret))).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'Password attempts exceeded',
    });
    cognito.clock.advance({ seconds: 1 });
    await expect(respond(other.Session, cognito.totp(secret))).resolves.toHaveProperty(
      'AuthenticationResult',
    );
  });

  it('stops a user who was disabled meanwhile', async () => {
    const { Session } = await cognito.signIn('ann@example.com');
    await cognito.sdk.adminDisableUser({ UserPoolId: cognito.poolId, Username: 'ann@example.com' });
    await expect(respond(Session, cognito.totp(secret))).rejects.toMatchObject({
      message: 'User is disabled.',
    });
  });

  it('wants USERNAME, a session, the code, and a secret hash where there is a secret', async () => {
    const { Session } = await cognito.signIn('ann@example.com');
    const code = cognito.totp(secret);
    await expect(respond(Session, code, { ChallengeResponses: {} })).rejects.toMatchObject({
      message: 'Missing required parameter USERNAME',
    });
    await expect(respond(undefined, code)).rejects.toMatchObject({ name: 'InvalidParameterException' });
    const onlyName = { USERNAME: 'ann@example.com' };
    await expect(respond(Session, code, { ChallengeResponses: onlyName })).rejects.toMatchObject({
      message: 'Missing required parameter SOFTWARE_TOKEN_MFA_CODE',
    });
    const hashed = { ...onlyName, SOFTWARE_TOKEN_MFA_CODE: code, SECRET_HASH: secretHash('x', 'y', 'z') };
    await expect(respond(Session, code, { ChallengeResponses: hashed })).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
  });

  it('says loudly which challenges it lacks', async () => {
    await expect(respond('A'.repeat(40), '', { ChallengeName: 'CUSTOM_CHALLENGE' })).rejects.toMatchObject({
      name: 'NotImplementedException',
    });
  });
});
