import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('UpdateUserPoolClient', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeAll(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool();
  });

  afterAll(() => cognito.stop());

  it('replaces the settings, and keeps name and secret', async () => {
    const ClientId = await cognito.createClient({ GenerateSecret: true, ReadAttributes: ['email'] });
    const request = { UserPoolId: cognito.poolId, ClientId };
    const { UserPoolClient: before } = await cognito.sdk.describeUserPoolClient(request);
    await cognito.sdk.updateUserPoolClient({ ...request, AuthSessionValidity: 15 });
    const { UserPoolClient: after } = await cognito.sdk.describeUserPoolClient(request);
    expect(after).toMatchObject({ ClientName: 'service', AuthSessionValidity: 15 });
    expect(after?.ClientSecret).toBe(before?.ClientSecret);
    expect(after).not.toHaveProperty('ReadAttributes');
    expect(after).not.toHaveProperty('PreventUserExistenceErrors');
  });

  it('keeps the old settings when the new ones are refused', async () => {
    const request = { UserPoolId: cognito.poolId, ClientId: cognito.clientId };
    await expect(
      cognito.sdk.updateUserPoolClient({ ...request, AccessTokenValidity: 25 }),
    ).rejects.toMatchObject({ name: 'InvalidParameterException' });
    const { UserPoolClient } = await cognito.sdk.describeUserPoolClient(request);
    expect(UserPoolClient?.PreventUserExistenceErrors).toBe('ENABLED');
  });
});
