import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('CreateUserPool', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeAll(async () => {
    cognito = await EmbeddedCognitoHarness.start({ region: 'eu-central-1' });
  });

  afterAll(() => cognito.stop());

  it('gives an id of its region and Cognito defaults', async () => {
    const { UserPool } = await cognito.sdk.createUserPool({ PoolName: 'people' });
    expect(UserPool?.Id).toMatch(/^eu-central-1_[0-9a-zA-Z]{9}$/);
    expect(UserPool).toMatchObject({
      Name: 'people',
      MfaConfiguration: 'OFF',
      UserPoolTier: 'ESSENTIALS',
      UsernameConfiguration: { CaseSensitive: true },
      Policies: { PasswordPolicy: { MinimumLength: 8, RequireSymbols: true } },
      CreationDate: new Date(cognito.clock.now()),
    });
  });

  it('names custom attributes with their prefix and adjusts standard ones', async () => {
    const { UserPool } = await cognito.sdk.createUserPool({
      PoolName: 'people',
      Schema: [
        { Name: 'department', AttributeDataType: 'String', Mutable: false },
        { Name: 'given_name', Required: true },
      ],
    });
    expect(UserPool?.SchemaAttributes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ Name: 'custom:department', Mutable: false, Required: false }),
        expect.objectContaining({ Name: 'given_name', Required: true }),
        expect.objectContaining({ Name: 'sub', Mutable: false }),
      ]),
    );
  });

  it.each([
    [{ MfaConfiguration: 'OPTIONAL' as const }, /SMS configuration/],
    [{ AliasAttributes: ['email' as const], UsernameAttributes: ['email' as const] }, /Only one of/],
    [{ Schema: [{ Name: 'x', AttributeDataType: 'String' as const, Required: true }] }, /Required custom/],
    [{ Schema: [{ Name: 'email', AttributeDataType: 'Number' as const }] }, /standard attribute email/],
    [{ EmailConfiguration: { EmailSendingAccount: 'DEVELOPER' as const } }, /SourceArn/],
    [{ EmailConfiguration: { From: 'Zoë <zoe@example.com>' } }, /ASCII/],
    [{ Policies: { PasswordPolicy: { MinimumLength: 5 } } }, /'policies.passwordPolicy.minimumLength'/],
  ])('refuses %j', async (settings, message) => {
    await expect(cognito.sdk.createUserPool({ PoolName: 'people', ...settings })).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: expect.stringMatching(message) as string,
    });
  });

  it.each([
    [{ UserPoolTier: 'LITE' as const, Policies: { PasswordPolicy: { PasswordHistorySize: 1 } } }],
    [{ UserPoolTier: 'ESSENTIALS' as const, UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' as const } }],
  ])('refuses what the tier lacks: %j', async (settings) => {
    await expect(cognito.sdk.createUserPool({ PoolName: 'people', ...settings })).rejects.toMatchObject({
      name: 'FeatureUnavailableInTierException',
    });
  });
});
