import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('DescribeUserPoolDomain', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeAll(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool();
  });

  afterAll(() => cognito.stop());

  it('describes a domain, and one that nobody has by nothing', async () => {
    await cognito.sdk.createUserPoolDomain({ UserPoolId: cognito.poolId, Domain: 'people' });
    await expect(cognito.sdk.describeUserPoolDomain({ Domain: 'people' })).resolves.toMatchObject({
      DomainDescription: {
        UserPoolId: cognito.poolId,
        Domain: 'people',
        Status: 'ACTIVE',
        ManagedLoginVersion: 1,
      },
    });
    const { DomainDescription } = await cognito.sdk.describeUserPoolDomain({ Domain: 'others' });
    expect(DomainDescription).toEqual({});
  });
});
