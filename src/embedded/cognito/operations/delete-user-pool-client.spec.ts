import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('DeleteUserPoolClient', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeAll(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool();
  });

  afterAll(() => cognito.stop());

  it('ends the client and the tokens it was given', async () => {
    await cognito.confirmedUser('ann@example.com');
    const { AuthenticationResult } = await cognito.signIn('ann@example.com');
    const client = { UserPoolId: cognito.poolId, ClientId: cognito.clientId };
    await cognito.sdk.deleteUserPoolClient(client);
    const notFound = {
      name: 'ResourceNotFoundException',
      message: 'User pool client ID does not exist.',
    };
    await expect(cognito.sdk.deleteUserPoolClient(client)).rejects.toMatchObject(notFound);
    await expect(cognito.signIn('ann@example.com')).rejects.toMatchObject(notFound);
    await expect(
      cognito.sdk.getUser({ AccessToken: AuthenticationResult?.AccessToken }),
    ).rejects.toMatchObject({ message: 'Invalid Access Token' });
  });
});
