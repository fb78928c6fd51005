import { claimsOf, EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('AdminRemoveUserFromGroup', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeAll(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool();
    await cognito.confirmedUser('ann@example.com');
  });

  afterAll(() => cognito.stop());

  it('takes the group out of new tokens, and may be repeated', async () => {
    const group = { UserPoolId: cognito.poolId, GroupName: 'admin' };
    const membership = { ...group, Username: 'ann@example.com' };
    await expect(cognito.sdk.adminRemoveUserFromGroup(membership)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    await cognito.sdk.createGroup(group);
    await cognito.sdk.adminAddUserToGroup(membership);
    await cognito.sdk.adminRemoveUserFromGroup(membership);
    await cognito.sdk.adminRemoveUserFromGroup(membership);
    const token = await cognito.accessToken('ann@example.com');
    expect(claimsOf(token)).not.toHaveProperty(['cognito:groups']);
  });
});
