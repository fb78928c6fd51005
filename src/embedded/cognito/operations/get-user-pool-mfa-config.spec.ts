import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('GetUserPoolMfaConfig', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeAll(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool();
  });

  afterAll(() => cognito.stop());

  it('shows OFF for a new pool and what was set after that', async () => {
    const read = () => cognito.sdk.getUserPoolMfaConfig({ UserPoolId: cognito.poolId });
    expect(await read()).toMatchObject({ MfaConfiguration: 'OFF' });
    await cognito.requireTotp('OPTIONAL');
    expect(await read()).toMatchObject({
      MfaConfiguration: 'OPTIONAL',
      SoftwareTokenMfaConfiguration: { Enabled: true },
    });
  });

  it('needs a pool', async () => {
    await expect(
      cognito.sdk.getUserPoolMfaConfig({ UserPoolId: 'us-east-1_unknown00' }),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});
