import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('CreateIdentityProvider', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeEach(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool();
  });

  afterEach(() => cognito.stop());

  const details = { client_id: 'id', client_secret: 'secret', authorize_scopes: 'openid email profile' };
  const create = (further: object = {}) =>
    cognito.sdk.createIdentityProvider({
      UserPoolId: cognito.poolId,
      ProviderName: 'Google',
      ProviderType: 'Google',
      ProviderDetails: details,
      ...further,
    });

  it('adds Google with what Cognito knows of it, once', async () => {
    const { IdentityProvider } = await create({ AttributeMapping: { email: 'email' } });
    expect(IdentityProvider).toMatchObject({
      UserPoolId: cognito.poolId,
      ProviderName: 'Google',
      ProviderType: 'Google',
      ProviderDetails: { ...details, oidc_issuer: 'https://accounts.google.com' },
      AttributeMapping: { username: 'sub', email: 'email' },
      IdpIdentifiers: [],
      CreationDate: new Date(cognito.clock.now()),
    });
    await expect(create()).rejects.toMatchObject({ name: 'DuplicateProviderException' });
  });

  it.each([
    ['another name', { ProviderName: 'Goggle' }],
    ['no secret', { ProviderDetails: { client_id: 'id', authorize_scopes: 'openid' } }],
    ['a mapping to an attribute that the pool lacks', { AttributeMapping: { 'custom:team': 'hd' } }],
  ])('refuses %s', async (_, further) => {
    await expect(create(further)).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });

  it('refuses aloud the types that the hosted pages do not know', async () => {
    await expect(create({ ProviderName: 'corp', ProviderType: 'OIDC' })).rejects.toMatchObject({
      name: 'NotImplementedException',
      message: 'The embedded Cognito server does not support identity providers of type OIDC.',
    });
  });
});
