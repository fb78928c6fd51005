import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('RevokeToken', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeEach(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool(
      {},
      {
        ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'],
        RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 0 },
      },
    );
    await cognito.confirmedUser('ann@example.com');
  });

  afterEach(() => cognito.stop());

  const signIn = async () => (await cognito.signIn('ann@example.com')).AuthenticationResult;
  const revoke = (Token: string | undefined, further: object = {}) =>
    cognito.sdk.revokeToken({ ClientId: cognito.clientId, Token, ...further });
  const exchange = async (RefreshToken: string | undefined) => {
    const request = { ClientId: cognito.clientId, RefreshToken };
    return (await cognito.sdk.getTokensFromRefreshToken(request)).AuthenticationResult;
  };
  const revoked = { message: 'Refresh Token has been revoked' };

  it('ends one sign-in, its access token included, and no other', async () => {
    const [one, other] = [await signIn(), await signIn()];
    await revoke(one?.RefreshToken);
    await expect(exchange(one?.RefreshToken)).rejects.toMatchObject(revoked);
    await expect(cognito.sdk.getUser({ AccessToken: one?.AccessToken })).rejects.toMatchObject({
      message: 'Access Token has been revoked',
    });
    await expect(cognito.sdk.getUser({ AccessToken: other?.AccessToken })).resolves.toBeDefined();
    await expect(exchange(other?.RefreshToken)).resolves.toBeDefined();
  });

  it('succeeds for unknown and already revoked tokens', async () => {
    const one = await signIn();
    await revoke(one?.RefreshToken);
    await expect(revoke(one?.RefreshToken)).resolves.toBeDefined();
    await expect(revoke('garbage')).resolves.toBeDefined();
  });

  it('ends a rotated sign-in by its newest or original token, not by one in between', async () => {
    const first = await signIn();
    const second = await exchange(first?.RefreshToken);
    const third = await exchange(second?.RefreshToken);
    await revoke(second?.RefreshToken);
    const fourth = await exchange(third?.RefreshToken);
    await revoke(first?.RefreshToken);
    await expect(exchange(fourth?.RefreshToken)).rejects.toMatchObject(revoked);
  });

  it('refuses other kinds of token, foreign clients, and clients without revocation', async () => {
    const one = await signIn();
    await expect(revoke(one?.AccessToken)).rejects.toMatchObject({ name: 'UnsupportedTokenTypeException' });
    const ClientId = await cognito.createClient();
    await expect(revoke(one?.RefreshToken, { ClientId })).rejects.toMatchObject({
      name: 'UnauthorizedException',
    });
    await expect(exchange(one?.RefreshToken)).resolves.toBeDefined();
    const fixed = await cognito.createClient({ EnableTokenRevocation: false });
    await expect(revoke('garbage', { ClientId: fixed })).rejects.toMatchObject({
      name: 'UnsupportedOperationException',
    });
    const secret = await cognito.createClient({ GenerateSecret: true });
    await expect(revoke('garbage', { ClientId: secret })).rejects.toMatchObject({
      name: 'UnauthorizedException',
    });
  });
});
