import { EmbeddedCognitoHarness, PASSWORD } from '../../../../test/support/embedded-cognito-harness.js';

describe('AdminRespondToAuthChallenge', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeEach(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool({
      Schema: [{ Name: 'family_name', Required: true }],
      Policies: {
        PasswordPolicy: { MinimumLength: 8, PasswordHistorySize: 2, TemporaryPasswordValidityDays: 7 },
      },
    });
    await cognito.sdk.adminCreateUser({
      UserPoolId: cognito.poolId,
      Username: 'ann@example.com',
      TemporaryPassword: 'temporary-1',
      UserAttributes: [{ Name: 'family_name', Value: 'Lee' }],
    });
  });

  afterEach(() => cognito.stop());

  const ask = () => cognito.signIn('ann@example.com', 'temporary-1');
  const respond = (Session: string | undefined, responses: Record<string, string>) =>
    cognito.sdk.adminRespondToAuthChallenge({
      UserPoolId: cognito.poolId,
      ClientId: cognito.clientId,
      ChallengeName: 'NEW_PASSWORD_REQUIRED',
      Session,
      ChallengeResponses: { USERNAME: 'ann@example.com', ...responses },
    });

  it('takes a new password, changes attributes on the way, and confirms the user', async () => {
    const asked = await ask();
    expect(asked.ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
    expect(asked.ChallengeParameters).toMatchObject({ requiredAttributes: '[]' });
    expect(JSON.parse(asked.ChallengeParameters?.['userAttributes'] ?? '')).toMatchObject({
      email: 'ann@example.com',
    });
    const done = await respond(asked.Session, { NEW_PASSWORD: PASSWORD, 'userAttributes.name': 'Ann' });
    expect(done.AuthenticationResult?.AccessToken).toBeDefined();
    const user = await cognito.sdk.adminGetUser({ UserPoolId: cognito.poolId, Username: 'ann@example.com' });
    expect(user.UserStatus).toBe('CONFIRMED');
    expect(user.UserAttributes).toContainEqual({ Name: 'name', Value: 'Ann' });
    await expect(cognito.signIn('ann@example.com')).resolves.toHaveProperty('AuthenticationResult');
    await expect(ask()).rejects.toMatchObject({ name: 'NotAuthorizedException' });
  });

  it('refuses weak and used passwords, and lets the session go on', async () => {
    const { Session } = await ask();
    await expect(respond(Session, { NEW_PASSWORD: 'short' })).rejects.toMatchObject({
      name: 'InvalidPasswordException',
    });
    await expect(respond(Session, { NEW_PASSWORD: 'temporary-1' })).rejects.toMatchObject({
      name: 'PasswordHistoryPolicyViolationException',
    });
    await expect(respond(Session, {})).rejects.toMatchObject({
      message: 'Missing required parameter NEW_PASSWORD',
    });
    await expect(respond(Session, { NEW_PASSWORD: PASSWORD })).resolves.toHaveProperty(
      'AuthenticationResult',
    );
  });

  it('goes on to the second factor where the pool demands one', async () => {
    await cognito.requireTotp('ON');
    const done = await respond((await ask()).Session, { NEW_PASSWORD: PASSWORD });
    expect(done.ChallengeName).toBe('MFA_SETUP');
    expect(done.AuthenticationResult).toBeUndefined();
  });

  it('does not let a new password take the place of MFA set-up', async () => {
    await cognito.requireTotp('ON');
    const asked = await respond((await ask()).Session, { NEW_PASSWORD: PASSWORD });
    await expect(
      cognito.sdk.adminRespondToAuthChallenge({
        UserPoolId: cognito.poolId,
        ClientId: cognito.clientId,
        ChallengeName: 'MFA_SETUP',
        Session: asked.Session,
        ChallengeResponses: { USERNAME: 'ann@example.com' },
      }),
    ).rejects.toMatchObject({ name: 'SoftwareTokenMFANotFoundException' });
  });

  it('refuses a session of another pool', async () => {
    const { Session } = await ask();
    await cognito.createPool();
    await expect(respond(Session, { NEW_PASSWORD: PASSWORD })).rejects.toMatchObject({
      message: 'Invalid session for the user.',
    });
  });
});
