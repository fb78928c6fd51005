import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('AdminDeleteUserAttributes', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeAll(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool({}, { WriteAttributes: ['email'] });
    await cognito.confirmedUser('ann@example.com');
  });

  afterAll(() => cognito.stop());

  const ann = () => ({ UserPoolId: cognito.poolId, Username: 'ann@example.com' });
  const remove = (...UserAttributeNames: string[]) =>
    cognito.sdk.adminDeleteUserAttributes({ ...ann(), UserAttributeNames });

  it('removes attributes whatever the clients may write', async () => {
    const UserAttributes = [{ Name: 'nickname', Value: 'A' }];
    await cognito.sdk.adminUpdateUserAttributes({ ...ann(), UserAttributes });
    await remove('nickname');
    const user = await cognito.sdk.adminGetUser(ann());
    expect(user.UserAttributes?.map(({ Name }) => Name)).not.toContain('nickname');
  });

  it('refuses what names the user, what is immutable and who is unknown', async () => {
    await expect(remove('email')).rejects.toMatchObject({ name: 'InvalidParameterException' });
    await expect(remove('sub')).rejects.toMatchObject({ name: 'InvalidParameterException' });
    await expect(
      cognito.sdk.adminDeleteUserAttributes({
        ...ann(),
        Username: 'nobody@example.com',
        UserAttributeNames: ['nickname'],
      }),
    ).rejects.toMatchObject({ name: 'UserNotFoundException' });
  });
});
