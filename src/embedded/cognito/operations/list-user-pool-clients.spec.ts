import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('ListUserPoolClients', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeAll(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool();
  });

  afterAll(() => cognito.stop());

  it('lists the clients of one pool, page by page, without their secrets', async () => {
    const { UserPool } = await cognito.sdk.createUserPool({ PoolName: 'others' });
    await cognito.sdk.createUserPoolClient({ UserPoolId: UserPool?.Id, ClientName: 'foreign' });
    await cognito.createClient({ ClientName: 'second', GenerateSecret: true });
    const request = { UserPoolId: cognito.poolId, MaxResults: 1 };
    const first = await cognito.sdk.listUserPoolClients(request);
    const second = await cognito.sdk.listUserPoolClients({ ...request, NextToken: first.NextToken });
    const clients = [...(first.UserPoolClients ?? []), ...(second.UserPoolClients ?? [])];
    expect(clients.map((client) => client.ClientName).toSorted()).toEqual(['second', 'service']);
    expect(JSON.stringify(clients)).not.toContain('Secret');
    expect(second.NextToken).toBeUndefined();
  });

  it('refuses the token of another list', async () => {
    await cognito.createClient();
    const { NextToken } = await cognito.sdk.listUserPoolClients({
      UserPoolId: cognito.poolId,
      MaxResults: 1,
    });
    await expect(cognito.sdk.listUserPools({ MaxResults: 1, NextToken })).rejects.toMatchObject({
      message: 'Invalid pagination token given.',
    });
  });
});
