import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('GetGroup', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeAll(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool();
  });

  afterAll(() => cognito.stop());

  it('shows a group, and refuses one that is missing', async () => {
    await cognito.sdk.createGroup({ UserPoolId: cognito.poolId, GroupName: 'admin' });
    const { Group } = await cognito.sdk.getGroup({ UserPoolId: cognito.poolId, GroupName: 'admin' });
    expect(Group).toMatchObject({ GroupName: 'admin', UserPoolId: cognito.poolId });
    expect(Group).not.toHaveProperty('Description');
    await expect(cognito.sdk.getGroup({ UserPoolId: cognito.poolId, GroupName: 'hr' })).rejects.toMatchObject(
      { name: 'ResourceNotFoundException' },
    );
  });
});
