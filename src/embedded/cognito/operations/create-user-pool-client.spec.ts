import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('CreateUserPoolClient', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeAll(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool();
  });

  afterAll(() => cognito.stop());

  const create = (settings: object = {}) =>
    cognito.sdk.createUserPoolClient({ UserPoolId: cognito.poolId, ClientName: 'app', ...settings });

  it('fills in defaults and makes a secret only when asked', async () => {
    const { UserPoolClient: open } = await create();
    expect(open).toMatchObject({
      ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_CUSTOM_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      RefreshTokenValidity: 30,
      EnableTokenRevocation: true,
      AuthSessionValidity: 3,
    });
    expect(open).not.toHaveProperty('ClientSecret');
    const { UserPoolClient: secret } = await create({ GenerateSecret: true });
    expect(secret?.ClientSecret).toMatch(/^\w{24,64}$/);
  });

  it.each([
    [{ ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'USER_PASSWORD_AUTH'] }],
    [{ ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'], RefreshTokenRotation: { Feature: 'ENABLED' } }],
    [{ AccessTokenValidity: 4, TokenValidityUnits: { AccessToken: 'minutes' } }],
    [{ RefreshTokenValidity: 30, TokenValidityUnits: { RefreshToken: 'minutes' } }],
    [{ AuthSessionValidity: 16 }],
    [{ RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 61 } }],
    [{ WriteAttributes: ['custom:unknown'] }],
    [{ AllowedOAuthFlows: ['code'] }],
    [{ AllowedOAuthFlows: ['code'], AllowedOAuthFlowsUserPoolClient: true }],
    [{ CallbackURLs: ['http://app.example.com/callback'] }],
    [{ CallbackURLs: ['https://app.example.com/#callback'] }],
    [{ LogoutURLs: ['nowhere'] }],
    [{ SupportedIdentityProviders: ['COGNITO', 'Google'] }],
    [{ DefaultRedirectURI: 'https://example.com' }],
  ])('refuses %j', async (settings) => {
    await expect(create(settings)).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });

  it('takes addresses on loopback, and the schemes of apps', async () => {
    const CallbackURLs = ['http://localhost:3000/callback', 'com.example.app:/callback'];
    await expect(create({ CallbackURLs })).resolves.toMatchObject({ UserPoolClient: { CallbackURLs } });
  });

  it('rotates refresh tokens in no pool of the lowest tier', async () => {
    const { UserPool } = await cognito.sdk.createUserPool({ PoolName: 'cheap', UserPoolTier: 'LITE' });
    const RefreshTokenRotation = { Feature: 'ENABLED' };
    const ExplicitAuthFlows = ['ALLOW_USER_PASSWORD_AUTH'];
    const settings = { UserPoolId: UserPool?.Id, RefreshTokenRotation, ExplicitAuthFlows };
    await expect(create(settings)).rejects.toMatchObject({ name: 'FeatureUnavailableInTierException' });
  });

  it('needs a pool', async () => {
    await expect(create({ UserPoolId: 'us-east-1_unknown00' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });
});
