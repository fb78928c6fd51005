import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('SetUserPoolMfaConfig', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeAll(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool();
  });

  afterAll(() => cognito.stop());

  it('replaces the whole MFA configuration', async () => {
    await cognito.requireTotp('ON');
    await cognito.sdk.setUserPoolMfaConfig({ UserPoolId: cognito.poolId });
    const config = await cognito.sdk.getUserPoolMfaConfig({ UserPoolId: cognito.poolId });
    expect(config).toMatchObject({ MfaConfiguration: 'OFF' });
    expect(config).not.toHaveProperty('SoftwareTokenMfaConfiguration');
  });

  it('refuses to demand MFA without a factor', async () => {
    await expect(
      cognito.sdk.setUserPoolMfaConfig({ UserPoolId: cognito.poolId, MfaConfiguration: 'ON' }),
    ).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });
});
