import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('DeleteUserPoolDomain', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeAll(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool();
  });

  afterAll(() => cognito.stop());

  it("frees the pool's own domain", async () => {
    const domain = { UserPoolId: cognito.poolId, Domain: 'people' };
    await cognito.sdk.createUserPoolDomain(domain);
    await cognito.createPool();
    const foreign = { ...domain, UserPoolId: cognito.poolId };
    await expect(cognito.sdk.deleteUserPoolDomain(foreign)).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
    await cognito.sdk.deleteUserPoolDomain(domain);
    await expect(cognito.sdk.createUserPoolDomain(foreign)).resolves.toBeDefined();
  });
});
