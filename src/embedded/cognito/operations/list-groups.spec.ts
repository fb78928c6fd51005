import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('ListGroups', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeAll(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool();
    for (const GroupName of ['hr', 'admin', 'staff']) {
      await cognito.sdk.createGroup({ UserPoolId: cognito.poolId, GroupName });
    }
  });

  afterAll(() => cognito.stop());

  it('lists groups page by page', async () => {
    const first = await cognito.sdk.listGroups({ UserPoolId: cognito.poolId, Limit: 2 });
    expect(first.Groups?.map((group) => group.GroupName)).toEqual(['admin', 'hr']);
    const second = await cognito.sdk.listGroups({ UserPoolId: cognito.poolId, NextToken: first.NextToken });
    expect(second.Groups?.map((group) => group.GroupName)).toEqual(['staff']);
    expect(second.NextToken).toBeUndefined();
  });

  it('needs a pool', async () => {
    await expect(cognito.sdk.listGroups({ UserPoolId: 'us-east-1_unknown00' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });
});
