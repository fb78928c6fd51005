import {
  claimsOf,
  EmbeddedCognitoHarness,
  secretHash,
  PASSWORD,
} from '../../../../test/support/embedded-cognito-harness.js';

describe('GetTokensFromRefreshToken', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeEach(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool(
      {},
      {
        ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'],
        RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 60 },
      },
    );
    await cognito.confirmedUser('ann@example.com');
  });

  afterEach(() => cognito.stop());

  const signIn = async () => (await cognito.signIn('ann@example.com')).AuthenticationResult;
  const exchange = async (RefreshToken: string | undefined, further: object = {}) => {
    const request = { ClientId: cognito.clientId, RefreshToken, ...further };
    return (await cognito.sdk.getTokensFromRefreshToken(request)).AuthenticationResult;
  };
  const reused = { name: 'RefreshTokenReuseException' };

  it('gives new tokens of the same sign-in and a new refresh token', async () => {
    const first = await signIn();
    cognito.clock.advance({ minutes: 10 });
    const second = await exchange(first?.RefreshToken);
    expect(second?.RefreshToken).not.toBe(first?.RefreshToken);
    const [before, after] = [claimsOf(first?.AccessToken), claimsOf(second?.AccessToken)];
    expect(after).toMatchObject({ origin_jti: before['origin_jti'], auth_time: before['auth_time'] });
    expect(claimsOf(second?.IdToken)).toMatchObject({ origin_jti: before['origin_jti'] });
  });

  it('takes the old token again within the grace period, and refuses it after that', async () => {
    const first = await signIn();
    const second = await exchange(first?.RefreshToken);
    cognito.clock.advance({ seconds: 59 });
    const fork = await exchange(first?.RefreshToken);
    expect(fork?.RefreshToken).not.toBe(second?.RefreshToken);
    cognito.clock.advance({ seconds: 1 });
    await expect(exchange(first?.RefreshToken)).rejects.toMatchObject(reused);
    await expect(exchange(second?.RefreshToken)).resolves.toBeDefined();
    await expect(exchange(fork?.RefreshToken)).resolves.toBeDefined();
  });

  it('answers one of two exchanges at once where there is no grace', async () => {
    cognito.clientId = await cognito.createClient({
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'],
      RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 0 },
    });
    const first = await signIn();
    const both = await Promise.allSettled([exchange(first?.RefreshToken), exchange(first?.RefreshToken)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: reused });
  });

  it('gives each new token the remaining lifetime only', async () => {
    const first = await signIn();
    cognito.clock.advance({ days: 29 });
    const second = await exchange(first?.RefreshToken);
    cognito.clock.advance({ days: 1 });
    await expect(exchange(second?.RefreshToken)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'Refresh Token has expired',
    });
  });

  it('works without rotation, and then gives no refresh token', async () => {
    cognito.clientId = await cognito.createClient();
    const first = await signIn();
    const second = await exchange(first?.RefreshToken);
    expect(second?.AccessToken).toBeDefined();
    expect(second).not.toHaveProperty('RefreshToken');
    await expect(exchange(first?.RefreshToken)).resolves.toBeDefined();
  });

  it('shows what changed meanwhile in the new tokens alone', async () => {
    const first = await signIn();
    const group = { UserPoolId: cognito.poolId, GroupName: 'admin' };
    await cognito.sdk.createGroup(group);
    await cognito.sdk.adminAddUserToGroup({ ...group, Username: 'ann@example.com' });
    const second = await exchange(first?.RefreshToken);
    expect(claimsOf(first?.AccessToken)).not.toHaveProperty(['cognito:groups']);
    expect(claimsOf(second?.AccessToken)['cognito:groups']).toEqual(['admin']);
    expect(claimsOf(second?.IdToken)['cognito:groups']).toEqual(['admin']);
  });

  it('refuses tokens of a disabled user, and of one who signed out everywhere', async () => {
    const first = await signIn();
    const ann = { UserPoolId: cognito.poolId, Username: 'ann@example.com' };
    await cognito.sdk.adminDisableUser(ann);
    await expect(exchange(first?.RefreshToken)).rejects.toMatchObject({ message: 'User is disabled.' });
    await cognito.sdk.adminEnableUser(ann);
    await expect(exchange(first?.RefreshToken)).rejects.toMatchObject({
      message: 'Refresh Token has been revoked',
    });
    const later = await signIn();
    await cognito.sdk.adminUserGlobalSignOut(ann);
    await expect(exchange(later?.RefreshToken)).rejects.toMatchObject({
      message: 'Refresh Token has been revoked',
    });
  });

  it('wants the secret of a client that has one', async () => {
    cognito.clientId = await cognito.createClient({ GenerateSecret: true });
    const { UserPoolClient } = await cognito.sdk.describeUserPoolClient({
      UserPoolId: cognito.poolId,
      ClientId: cognito.clientId,
    });
    const ClientSecret = UserPoolClient?.ClientSecret ?? '';
    const { AuthenticationResult } = await cognito.sdk.initiateAuth({
      ClientId: cognito.clientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: {
        USERNAME: 'ann@example.com',
        PASSWORD,
        SECRET_HASH: secretHash(ClientSecret, 'ann@example.com', cognito.clientId),
      },
    });
    await expect(exchange(AuthenticationResult?.RefreshToken)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
    const wrong = { ClientSecret: 'x'.repeat(52) };
    await expect(exchange(AuthenticationResult?.RefreshToken, wrong)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
    await expect(exchange(AuthenticationResult?.RefreshToken, { ClientSecret })).resolves.toBeDefined();
  });

  it('refuses what is no token of this client', async () => {
    const first = await signIn();
    await expect(exchange('garbage')).rejects.toMatchObject({ message: 'Invalid Refresh Token.' });
    await expect(exchange(first?.AccessToken)).rejects.toMatchObject({ message: 'Invalid Refresh Token.' });
    await expect(
      exchange(first?.RefreshToken, { ClientId: await cognito.createClient() }),
    ).rejects.toMatchObject({ message: 'Invalid Refresh Token.' });
  });
});
