import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('DescribeUserPool', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeAll(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool({ UserPoolTags: { team: 'people' } });
  });

  afterAll(() => cognito.stop());

  it('shows what was set, and how many users there are', async () => {
    await cognito.signUp('ann@example.com');
    const { UserPool } = await cognito.sdk.describeUserPool({ UserPoolId: cognito.poolId });
    expect(UserPool).toMatchObject({
      Id: cognito.poolId,
      UsernameAttributes: ['email'],
      AutoVerifiedAttributes: ['email'],
      UserPoolTags: { team: 'people' },
      EstimatedNumberOfUsers: 1,
    });
  });

  it('knows no other pool', async () => {
    await expect(cognito.sdk.describeUserPool({ UserPoolId: 'us-east-1_unknown00' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'User pool ID does not exist.',
    });
  });
});
