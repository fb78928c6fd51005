import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('DeleteUserAttributes', () => {
  let cognito: EmbeddedCognitoHarness;
  let AccessToken: string;

  beforeEach(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool({
      Schema: [
        { Name: 'name', Required: true },
        { Name: 'badge', AttributeDataType: 'String', Mutable: false },
      ],
    });
    await cognito.confirmedUser('ann@example.com', {
      name: 'Ann',
      nickname: 'A',
      phone_number: '+15550001111',
      'custom:badge': '7',
    });
    AccessToken = await cognito.accessToken('ann@example.com');
  });

  afterEach(() => cognito.stop());

  const remove = (...UserAttributeNames: string[]) =>
    cognito.sdk.deleteUserAttributes({ AccessToken, UserAttributeNames });
  const invalid = { name: 'InvalidParameterException' };

  it('removes attributes, a contact along with its verification and its codes', async () => {
    await cognito.sdk.adminUpdateUserAttributes({
      UserPoolId: cognito.poolId,
      Username: 'ann@example.com',
      UserAttributes: [{ Name: 'phone_number_verified', Value: 'true' }],
    });
    await cognito.sdk.getUserAttributeVerificationCode({ AccessToken, AttributeName: 'phone_number' });
    await remove('nickname', 'phone_number', 'locale');
    const { UserAttributes } = await cognito.sdk.getUser({ AccessToken });
    const names = UserAttributes?.map(({ Name }) => Name);
    expect(names?.toSorted()).toEqual(['custom:badge', 'email', 'email_verified', 'name', 'sub']);
    const Code = await cognito.newestCode('+15550001111');
    await expect(
      cognito.sdk.verifyUserAttribute({ AccessToken, AttributeName: 'phone_number', Code }),
    ).rejects.toMatchObject({ name: 'ExpiredCodeException' });
  });

  it('refuses what is required, immutable, unknown or names the user', async () => {
    await expect(remove('name')).rejects.toMatchObject(invalid);
    await expect(remove('email')).rejects.toMatchObject(invalid);
    await expect(remove('custom:badge')).rejects.toMatchObject(invalid);
    await expect(remove('custom:other')).rejects.toMatchObject(invalid);
  });

  it('refuses what the client may not write', async () => {
    await expect(remove('email_verified')).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    cognito.clientId = await cognito.createClient({ WriteAttributes: ['email', 'name'] });
    AccessToken = await cognito.accessToken('ann@example.com');
    await expect(remove('nickname')).rejects.toMatchObject({
      message: 'A client attempted to write unauthorized attribute',
    });
  });
});
