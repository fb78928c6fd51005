import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('AddCustomAttributes', () => {
  let cognito: EmbeddedCognitoHarness;
  const level = { Name: 'level', AttributeDataType: 'Number' as const };

  beforeAll(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool();
  });

  afterAll(() => cognito.stop());

  it('lets users have the new attribute from then on', async () => {
    await expect(cognito.signUp('ann@example.com', { 'custom:level': '1' })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
    await cognito.sdk.addCustomAttributes({ UserPoolId: cognito.poolId, CustomAttributes: [level] });
    await expect(cognito.signUp('ann@example.com', { 'custom:level': '1' })).resolves.toMatch(/-/);
    await expect(cognito.signUp('bob@example.com', { 'custom:level': 'high' })).rejects.toMatchObject({
      message: expect.stringContaining('custom:level') as string,
    });
  });

  it('refuses a name that exists', async () => {
    await expect(
      cognito.sdk.addCustomAttributes({ UserPoolId: cognito.poolId, CustomAttributes: [level, level] }),
    ).rejects.toMatchObject({ message: expect.stringContaining('Existing attribute') as string });
  });
});
