import { claimsOf, EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('AdminAddUserToGroup', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeAll(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool();
    await cognito.confirmedUser('ann@example.com');
    const role = (name: string) => `arn:aws:iam::000000000000:role/${name}`;
    for (const [GroupName, Precedence] of [
      ['staff', 5],
      ['admin', 1],
    ] as const) {
      const group = { UserPoolId: cognito.poolId, GroupName, Precedence };
      await cognito.sdk.createGroup({ ...group, RoleArn: role(GroupName) });
    }
  });

  afterAll(() => cognito.stop());

  const add = (GroupName: string, Username = 'ann@example.com') =>
    cognito.sdk.adminAddUserToGroup({ UserPoolId: cognito.poolId, Username, GroupName });

  it('puts groups and roles into new tokens; adding twice changes nothing', async () => {
    const before = await cognito.signIn('ann@example.com');
    expect(claimsOf(before.AuthenticationResult?.IdToken)).not.toHaveProperty(['cognito:groups']);
    await add('staff');
    await add('admin');
    await add('admin');
    const after = await cognito.signIn('ann@example.com');
    expect(claimsOf(after.AuthenticationResult?.AccessToken)['cognito:groups']).toEqual(['admin', 'staff']);
    expect(claimsOf(after.AuthenticationResult?.IdToken)).toMatchObject({
      'cognito:groups': ['admin', 'staff'],
      'cognito:preferred_role': 'arn:aws:iam::000000000000:role/admin',
    });
  });

  it('needs the group and the user', async () => {
    await expect(add('hr')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await expect(add('admin', 'nobody@example.com')).rejects.toMatchObject({ name: 'UserNotFoundException' });
  });
});
