import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('AdminListGroupsForUser', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeAll(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool();
    await cognito.signUp('ann@example.com');
  });

  afterAll(() => cognito.stop());

  it("lists one user's groups page by page", async () => {
    for (const GroupName of ['admin', 'hr', 'staff']) {
      await cognito.sdk.createGroup({ UserPoolId: cognito.poolId, GroupName });
    }
    const ann = { UserPoolId: cognito.poolId, Username: 'ann@example.com' };
    await cognito.sdk.adminAddUserToGroup({ ...ann, GroupName: 'staff' });
    await cognito.sdk.adminAddUserToGroup({ ...ann, GroupName: 'admin' });
    const first = await cognito.sdk.adminListGroupsForUser({ ...ann, Limit: 1 });
    const second = await cognito.sdk.adminListGroupsForUser({ ...ann, NextToken: first.NextToken });
    expect([first, second].map(({ Groups }) => Groups?.map((group) => group.GroupName))).toEqual([
      ['admin'],
      ['staff'],
    ]);
    expect(second.NextToken).toBeUndefined();
  });

  it('needs a user', async () => {
    await expect(
      cognito.sdk.adminListGroupsForUser({ UserPoolId: cognito.poolId, Username: 'nobody@example.com' }),
    ).rejects.toMatchObject({ name: 'UserNotFoundException' });
  });
});
