import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('ListUsersInGroup', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeAll(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool();
  });

  afterAll(() => cognito.stop());

  it('lists the members alone', async () => {
    const group = { UserPoolId: cognito.poolId, GroupName: 'admin' };
    await expect(cognito.sdk.listUsersInGroup(group)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    await cognito.sdk.createGroup(group);
    const member = await cognito.signUp('ann@example.com');
    await cognito.signUp('bob@example.com');
    await cognito.sdk.adminAddUserToGroup({ ...group, Username: member });
    const { Users } = await cognito.sdk.listUsersInGroup(group);
    expect(Users).toMatchObject([{ Username: member, UserStatus: 'UNCONFIRMED', Enabled: true }]);
  });
});
