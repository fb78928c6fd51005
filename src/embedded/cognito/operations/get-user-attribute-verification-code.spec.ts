import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('GetUserAttributeVerificationCode', () => {
  let cognito: EmbeddedCognitoHarness;
  let AccessToken: string;

  beforeEach(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool();
    await cognito.confirmedUser('ann@example.com', { phone_number: '+15550001111' });
    AccessToken = await cognito.accessToken('ann@example.com');
  });

  afterEach(() => cognito.stop());

  const ask = (AttributeName: string) =>
    cognito.sdk.getUserAttributeVerificationCode({ AccessToken, AttributeName });

  it('sends a code that verifies the attribute', async () => {
    await expect(ask('phone_number')).resolves.toMatchObject({
      CodeDeliveryDetails: {
        AttributeName: 'phone_number',
        DeliveryMedium: 'SMS',
        Destination: '+*******1111',
      },
    });
    const [message] = await cognito.outbox('+15550001111');
    expect(message?.purpose).toBe('ATTRIBUTE_VERIFICATION');
    await cognito.sdk.verifyUserAttribute({
      AccessToken,
      AttributeName: 'phone_number',
      Code: message?.code ?? '',
    });
    const { UserAttributes } = await cognito.sdk.getUser({ AccessToken });
    expect(UserAttributes).toContainEqual({ Name: 'phone_number_verified', Value: 'true' });
  });

  it('sends to the new address while that waits to be verified', async () => {
    await cognito.sdk.updateUserPool({
      UserPoolId: cognito.poolId,
      AutoVerifiedAttributes: ['email'],
      UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] },
    });
    const UserAttributes = [{ Name: 'email', Value: 'lee@example.com' }];
    await cognito.sdk.updateUserAttributes({ AccessToken, UserAttributes });
    await expect(ask('email')).resolves.toMatchObject({ CodeDeliveryDetails: { Destination: 'l***@e***' } });
    expect(await cognito.outbox('lee@example.com')).toHaveLength(2);
  });

  it('refuses an attribute that has no address, or that the user lacks', async () => {
    await expect(ask('name')).rejects.toMatchObject({ name: 'InvalidParameterException' });
    await cognito.sdk.deleteUserAttributes({ AccessToken, UserAttributeNames: ['phone_number'] });
    await expect(ask('phone_number')).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });

  it('sends five an hour', async () => {
    for (let count = 0; count < 5; count += 1) {
      await ask('email');
    }
    await expect(ask('email')).rejects.toMatchObject({ name: 'LimitExceededException' });
  });
});
