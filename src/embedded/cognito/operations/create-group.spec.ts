import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('CreateGroup', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeAll(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool();
  });

  afterAll(() => cognito.stop());

  it('creates a group once', async () => {
    const group = { UserPoolId: cognito.poolId, GroupName: 'admin', Description: 'All of it', Precedence: 0 };
    const { Group } = await cognito.sdk.createGroup(group);
    expect(Group).toMatchObject(group);
    await expect(cognito.sdk.createGroup(group)).rejects.toMatchObject({ name: 'GroupExistsException' });
  });

  it.each([
    ['', /greater than or equal to 1/],
    ['two words', /regular expression pattern/],
  ])('refuses the name %j', async (GroupName, message) => {
    await expect(cognito.sdk.createGroup({ UserPoolId: cognito.poolId, GroupName })).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: expect.stringMatching(message) as string,
    });
  });
});
