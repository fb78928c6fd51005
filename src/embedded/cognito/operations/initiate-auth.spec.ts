import {
  claimsOf,
  EmbeddedCognitoHarness,
  PASSWORD,
  secretHash,
} from '../../../../test/support/embedded-cognito-harness.js';

describe('InitiateAuth', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeEach(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool({ Schema: [{ Name: 'level', AttributeDataType: 'String' }] });
  });

  afterEach(() => cognito.stop());

  const incorrect = { name: 'NotAuthorizedException', message: 'Incorrect username or password.' };
  const locked = { name: 'NotAuthorizedException', message: 'Password attempts exceeded' };
  const refresh = (REFRESH_TOKEN: string, further: Record<string, string> = {}) =>
    cognito.sdk.initiateAuth({
      ClientId: cognito.clientId,
      AuthFlow: 'REFRESH_TOKEN_AUTH',
      AuthParameters: { REFRESH_TOKEN, ...further },
    });

  it('issues tokens with the claims of Cognito', async () => {
    const username = await cognito.confirmedUser('ann@example.com', { 'custom:level': '7' });
    const { AuthenticationResult, ChallengeParameters } = await cognito.signIn('ANN@example.com');
    expect(ChallengeParameters).toEqual({});
    expect(AuthenticationResult).toMatchObject({ ExpiresIn: 3600, TokenType: 'Bearer' });
    const access = claimsOf(AuthenticationResult?.AccessToken);
    const id = claimsOf(AuthenticationResult?.IdToken);
    const seconds = cognito.clock.now() / 1000;
    const common = {
      sub: username,
      iss: `${cognito.server.endpoint}/${cognito.poolId}`,
      auth_time: seconds,
      iat: seconds,
      exp: seconds + 3600,
      jti: expect.any(String) as string,
      event_id: expect.any(String) as string,
      origin_jti: access['origin_jti'],
    };
    expect(access).toEqual({
      ...common,
      token_use: 'access',
      client_id: cognito.clientId,
      scope: 'aws.cognito.signin.user.admin',
      username,
    });
    expect(id).toEqual({
      ...common,
      token_use: 'id',
      aud: cognito.clientId,
      'cognito:username': username,
      email: 'ann@example.com',
      email_verified: true,
      'custom:level': '7',
    });
  });

  it('shows an ID token only what its client may read', async () => {
    await cognito.confirmedUser('ann@example.com', { 'custom:level': '7' });
    cognito.clientId = await cognito.createClient({ ReadAttributes: ['email'] });
    const { AuthenticationResult } = await cognito.signIn('ann@example.com');
    expect(claimsOf(AuthenticationResult?.IdToken)).not.toHaveProperty(['custom:level']);
  });

  it('answers a wrong password and an unknown user alike', async () => {
    await cognito.confirmedUser('ann@example.com');
    await expect(cognito.signIn('ann@example.com', 'wrong')).rejects.toMatchObject(incorrect);
    await expect(cognito.signIn('nobody@example.com')).rejects.toMatchObject(incorrect);
    cognito.clientId = await cognito.createClient({ PreventUserExistenceErrors: 'LEGACY' });
    await expect(cognito.signIn('nobody@example.com')).rejects.toMatchObject({
      name: 'UserNotFoundException',
      message: 'User does not exist.',
    });
  });

  it.each([['ann@example.com'], ['nobody@example.com']])(
    'locks %s after five failures, for twice as long each time',
    async (email) => {
      await cognito.confirmedUser('ann@example.com');
      for (let attempt = 0; attempt < 5; attempt += 1) {
        await expect(cognito.signIn(email, 'wrong')).rejects.toMatchObject(incorrect);
      }
      await expect(cognito.signIn(email)).rejects.toMatchObject(locked);
      cognito.clock.advance({ seconds: 1 });
      await expect(cognito.signIn(email, 'wrong')).rejects.toMatchObject(incorrect);
      cognito.clock.advance({ seconds: 1 });
      await expect(cognito.signIn(email)).rejects.toMatchObject(locked);
      cognito.clock.advance({ seconds: 1 });
      await expect(cognito.signIn(email, 'wrong')).rejects.toMatchObject(incorrect);
    },
  );

  it('forgets failures after a success and after fifteen quiet minutes', async () => {
    await cognito.confirmedUser('ann@example.com');
    const fail = async (times: number) => {
      for (let attempt = 0; attempt < times; attempt += 1) {
        await expect(cognito.signIn('ann@example.com', 'wrong')).rejects.toMatchObject(incorrect);
      }
    };
    await fail(4);
    await cognito.signIn('ann@example.com');
    await fail(4);
    cognito.clock.advance({ minutes: 15 });
    await fail(4);
    await expect(cognito.signIn('ann@example.com')).resolves.toHaveProperty('AuthenticationResult');
  });

  it('tells the state of an account to who has its password', async () => {
    await cognito.signUp('new@example.com');
    await expect(cognito.signIn('new@example.com', 'wrong')).rejects.toMatchObject(incorrect);
    await expect(cognito.signIn('new@example.com')).rejects.toMatchObject({
      name: 'UserNotConfirmedException',
      message: 'User is not confirmed.',
    });
    await cognito.confirmedUser('ann@example.com');
    const ann = { UserPoolId: cognito.poolId, Username: 'ann@example.com' };
    await cognito.sdk.adminResetUserPassword(ann);
    await expect(cognito.signIn('ann@example.com')).rejects.toMatchObject({
      name: 'PasswordResetRequiredException',
      message: 'Password reset required for the user',
    });
    await cognito.sdk.adminDisableUser(ann);
    await expect(cognito.signIn('ann@example.com')).rejects.toMatchObject({ message: 'User is disabled.' });
  });

  it('tells the state first where the server is switched to do so', async () => {
    const other = await EmbeddedCognitoHarness.start({ passwordCheckOrder: 'status-first' });
    await other.createPool();
    await other.signUp('new@example.com');
    await expect(other.signIn('new@example.com', 'wrong')).rejects.toMatchObject({
      name: 'UserNotConfirmedException',
    });
    await other.stop();
  });

  it('refreshes without a new refresh token, keeping auth_time and origin_jti', async () => {
    await cognito.confirmedUser('ann@example.com');
    const { AuthenticationResult: first } = await cognito.signIn('ann@example.com');
    cognito.clock.advance({ minutes: 50 });
    const { AuthenticationResult: second } = await refresh(first?.RefreshToken ?? '');
    expect(second).not.toHaveProperty('RefreshToken');
    const [before, after] = [claimsOf(first?.AccessToken), claimsOf(second?.AccessToken)];
    expect(after).toMatchObject({ auth_time: before['auth_time'], origin_jti: before['origin_jti'] });
    expect(after['jti']).not.toBe(before['jti']);
    expect(after['iat']).not.toBe(before['iat']);
  });

  it('refuses refresh tokens that are forged, of another client, revoked or expired', async () => {
    await cognito.confirmedUser('ann@example.com');
    const { AuthenticationResult } = await cognito.signIn('ann@example.com');
    const token = AuthenticationResult?.RefreshToken ?? '';
    expect(token.split('.')).toHaveLength(5);
    await expect(refresh('a.b.c.d.e')).rejects.toMatchObject({ message: 'Invalid Refresh Token.' });
    const own = cognito.clientId;
    cognito.clientId = await cognito.createClient();
    await expect(refresh(token)).rejects.toMatchObject({ message: 'Invalid Refresh Token.' });
    cognito.clientId = own;
    const { AuthenticationResult: later } = await cognito.signIn('ann@example.com');
    await cognito.sdk.revokeToken({ ClientId: own, Token: token });
    await expect(refresh(token)).rejects.toMatchObject({ message: 'Refresh Token has been revoked' });
    cognito.clock.advance({ days: 30 });
    await expect(refresh(later?.RefreshToken ?? '')).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'Refresh Token has expired',
    });
  });

  it('wants the secret hash of the real username on a refresh', async () => {
    const username = await cognito.confirmedUser('ann@example.com');
    cognito.clientId = await cognito.createClient({ GenerateSecret: true });
    const { UserPoolClient } = await cognito.sdk.describeUserPoolClient({
      UserPoolId: cognito.poolId,
      ClientId: cognito.clientId,
    });
    const hash = (name: string) => secretHash(UserPoolClient?.ClientSecret ?? '', name, cognito.clientId);
    const { AuthenticationResult } = await cognito.sdk.initiateAuth({
      ClientId: cognito.clientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: {
        USERNAME: 'ann@example.com',
        PASSWORD,
        SECRET_HASH: hash('ann@example.com'),
      },
    });
    const token = AuthenticationResult?.RefreshToken ?? '';
    await expect(refresh(token, { SECRET_HASH: hash('ann@example.com') })).rejects.toMatchObject({
      message: `Unable to verify secret hash for client ${cognito.clientId}`,
    });
    await expect(refresh(token, { SECRET_HASH: hash(username) })).resolves.toHaveProperty(
      'AuthenticationResult.AccessToken',
    );
  });

  it('refuses flows that the client does not allow, and those of administrators', async () => {
    const ClientId = await cognito.createClient({ ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH'] });
    const AuthParameters = { USERNAME: 'ann@example.com', PASSWORD };
    await expect(
      cognito.sdk.initiateAuth({ ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters }),
    ).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: 'USER_PASSWORD_AUTH flow not enabled for this client',
    });
    await expect(
      cognito.sdk.initiateAuth({ ClientId, AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', AuthParameters }),
    ).rejects.toMatchObject({ message: 'Initiate Auth method not supported.' });
  });

  it('names a missing parameter', async () => {
    await expect(
      cognito.sdk.initiateAuth({
        ClientId: cognito.clientId,
        AuthFlow: 'USER_PASSWORD_AUTH',
        AuthParameters: { PASSWORD },
      }),
    ).rejects.toMatchObject({ message: 'Missing required parameter USERNAME' });
  });

  it('says loudly which flows it lacks', async () => {
    const ClientId = await cognito.createClient({ ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] });
    await expect(
      cognito.sdk.initiateAuth({ ClientId, AuthFlow: 'USER_SRP_AUTH', AuthParameters: {} }),
    ).rejects.toMatchObject({ name: 'NotImplementedException' });
    expect(cognito.lines).toContainEqual(expect.stringContaining('USER_SRP_AUTH'));
  });

  it('keeps the old refresh flow from a client that rotates', async () => {
    await cognito.confirmedUser('ann@example.com');
    cognito.clientId = await cognito.createClient({
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'],
      RefreshTokenRotation: { Feature: 'ENABLED' },
    });
    const { AuthenticationResult } = await cognito.signIn('ann@example.com');
    await expect(refresh(AuthenticationResult?.RefreshToken ?? '')).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
  });
});
