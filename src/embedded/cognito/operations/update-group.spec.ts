import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('UpdateGroup', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeAll(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool();
  });

  afterAll(() => cognito.stop());

  it('changes what is given and leaves the rest', async () => {
    const group = { UserPoolId: cognito.poolId, GroupName: 'admin' };
    await cognito.sdk.createGroup({ ...group, Description: 'All of it', Precedence: 3 });
    cognito.clock.advance({ minutes: 1 });
    const { Group } = await cognito.sdk.updateGroup({ ...group, Precedence: 0 });
    expect(Group).toMatchObject({ ...group, Description: 'All of it', Precedence: 0 });
    expect(Group?.LastModifiedDate).toEqual(new Date(cognito.clock.now()));
    expect((await cognito.sdk.getGroup(group)).Group).toEqual(Group);
  });

  it('refuses a group that does not exist, and a negative precedence', async () => {
    const group = { UserPoolId: cognito.poolId, GroupName: 'nobody' };
    await expect(cognito.sdk.updateGroup(group)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await expect(cognito.sdk.updateGroup({ ...group, Precedence: -1 })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });
});
