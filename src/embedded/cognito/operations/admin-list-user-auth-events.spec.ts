import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('AdminListUserAuthEvents', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeAll(async () => {
    cognito = await EmbeddedCognitoHarness.start();
  });

  afterAll(() => cognito.stop());

  const list = () =>
    cognito.sdk.adminListUserAuthEvents({ UserPoolId: cognito.poolId, Username: 'ann@example.com' });

  it('needs threat protection', async () => {
    await cognito.createPool();
    await cognito.confirmedUser('ann@example.com');
    await expect(list()).rejects.toMatchObject({ name: 'UserPoolAddOnNotEnabledException' });
  });

  it('is refused aloud with it, as this server keeps no such events', async () => {
    await cognito.createPool({ UserPoolAddOns: { AdvancedSecurityMode: 'AUDIT' } });
    await expect(list()).rejects.toMatchObject({ name: 'UserNotFoundException' });
    await cognito.confirmedUser('ann@example.com');
    await expect(list()).rejects.toMatchObject({ name: 'NotImplementedException' });
  });
});
