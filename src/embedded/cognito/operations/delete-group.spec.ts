import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('DeleteGroup', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeAll(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool();
  });

  afterAll(() => cognito.stop());

  it('removes the group once, along with the memberships', async () => {
    const group = { UserPoolId: cognito.poolId, GroupName: 'admin' };
    await cognito.sdk.createGroup(group);
    const Username = await cognito.confirmedUser('ann@example.com');
    await cognito.sdk.adminAddUserToGroup({ ...group, Username });
    await cognito.sdk.deleteGroup(group);
    await expect(cognito.sdk.deleteGroup(group)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    await cognito.sdk.createGroup(group);
    expect((await cognito.sdk.listUsersInGroup(group)).Users).toEqual([]);
  });
});
