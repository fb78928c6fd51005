import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('CreateUserPoolDomain', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeEach(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool();
  });

  afterEach(() => cognito.stop());

  const create = (Domain: string, further: object = {}) =>
    cognito.sdk.createUserPoolDomain({ UserPoolId: cognito.poolId, Domain, ...further });
  const invalid = (message: string) => ({ name: 'InvalidParameterException', message });

  it('gives a pool one domain, which nobody else has', async () => {
    await expect(create('people', { ManagedLoginVersion: 2 })).resolves.toMatchObject({
      ManagedLoginVersion: 2,
    });
    const { UserPool } = await cognito.sdk.describeUserPool({ UserPoolId: cognito.poolId });
    expect(UserPool?.Domain).toBe('people');
    await expect(create('others')).rejects.toMatchObject(
      invalid('User pool already has a domain configured.'),
    );
    await cognito.createPool();
    await expect(create('people')).rejects.toMatchObject(
      invalid('Domain already associated with another user pool.'),
    );
  });

  it.each(['my-cognito-login', 'amazonia'])('refuses the reserved word in %s', async (domain) => {
    await expect(create(domain)).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: expect.stringMatching(/^Domain cannot contain reserved word: /) as string,
    });
  });

  it.each(['-people', 'People', 'people.example.com'])('refuses the prefix %s', async (domain) => {
    await expect(create(domain)).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });

  it('refuses a custom domain aloud, and managed login in the smallest tier', async () => {
    const CustomDomainConfig = { CertificateArn: 'arn:aws:acm:us-east-1:000000000000:certificate/x' };
    await expect(create('people', { CustomDomainConfig })).rejects.toMatchObject({
      name: 'NotImplementedException',
    });
    await cognito.createPool({ UserPoolTier: 'LITE' });
    await expect(create('people', { ManagedLoginVersion: 2 })).rejects.toMatchObject({
      name: 'FeatureUnavailableInTierException',
    });
    await expect(create('people')).resolves.toMatchObject({ ManagedLoginVersion: 1 });
  });
});
