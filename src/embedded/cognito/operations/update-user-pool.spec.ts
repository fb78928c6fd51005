import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('UpdateUserPool', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeEach(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool({ UserPoolTags: { team: 'people' } });
  });

  afterEach(() => cognito.stop());

  it('replaces the settings: what is left out is reset', async () => {
    await cognito.sdk.updateUserPool({
      UserPoolId: cognito.poolId,
      Policies: { PasswordPolicy: { MinimumLength: 12 } },
    });
    const { UserPool } = await cognito.sdk.describeUserPool({ UserPoolId: cognito.poolId });
    expect(UserPool?.Policies?.PasswordPolicy).toMatchObject({ MinimumLength: 12, RequireSymbols: false });
    expect(UserPool?.UserPoolTags).toEqual({});
    expect(UserPool?.AutoVerifiedAttributes).toBeUndefined();
    expect(UserPool?.UsernameAttributes).toEqual(['email']);
  });

  it('turns MFA off when it is not named, and keeps the factors', async () => {
    await cognito.requireTotp('ON');
    await cognito.sdk.updateUserPool({ UserPoolId: cognito.poolId });
    expect(await cognito.sdk.getUserPoolMfaConfig({ UserPoolId: cognito.poolId })).toMatchObject({
      MfaConfiguration: 'OFF',
      SoftwareTokenMfaConfiguration: { Enabled: true },
    });
  });

  it('refuses MFA without a factor and two words on temporary passwords', async () => {
    const update = cognito.sdk.updateUserPool.bind(cognito.sdk);
    await expect(update({ UserPoolId: cognito.poolId, MfaConfiguration: 'ON' })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
    await expect(
      update({
        UserPoolId: cognito.poolId,
        Policies: { PasswordPolicy: { TemporaryPasswordValidityDays: 3 } },
        AdminCreateUserConfig: { UnusedAccountValidityDays: 7 },
      }),
    ).rejects.toMatchObject({ message: expect.stringContaining('TemporaryPasswordValidityDays') as string });
  });
});
