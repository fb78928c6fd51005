import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('DescribeUserPoolClient', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeAll(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool();
  });

  afterAll(() => cognito.stop());

  it('shows the client', async () => {
    const { UserPoolClient } = await cognito.sdk.describeUserPoolClient({
      UserPoolId: cognito.poolId,
      ClientId: cognito.clientId,
    });
    expect(UserPoolClient).toMatchObject({ ClientName: 'service', PreventUserExistenceErrors: 'ENABLED' });
  });

  it('does not know the client in another pool', async () => {
    const { UserPool } = await cognito.sdk.createUserPool({ PoolName: 'others' });
    await expect(
      cognito.sdk.describeUserPoolClient({ UserPoolId: UserPool?.Id, ClientId: cognito.clientId }),
    ).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'User pool client ID does not exist.',
    });
  });
});
