import { EmbeddedCognitoHarness, PASSWORD } from '../../../../test/support/embedded-cognito-harness.js';

describe('DeleteUser', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeEach(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool();
  });

  afterEach(() => cognito.stop());

  it('forgets the user; the address is free again and the token names nobody', async () => {
    const sub = await cognito.confirmedUser('ann@example.com');
    const AccessToken = await cognito.accessToken('ann@example.com');
    await cognito.sdk.deleteUser({ AccessToken });
    await expect(cognito.sdk.deleteUser({ AccessToken })).rejects.toMatchObject({
      name: 'UserNotFoundException',
    });
    expect(await cognito.confirmedUser('ann@example.com')).not.toBe(sub);
    await expect(cognito.sdk.getUser({ AccessToken })).rejects.toMatchObject({
      name: 'UserNotFoundException',
    });
  });

  it('leaves no half sign-in that a later user of the same name could be entered by', async () => {
    await cognito.createPool({ UsernameAttributes: undefined });
    await cognito.requireTotp('ON');
    const ann = { UserPoolId: cognito.poolId, Username: 'ann' };
    const create = async () => {
      await cognito.sdk.adminCreateUser({
        ...ann,
        MessageAction: 'SUPPRESS',
        TemporaryPassword: 'Temporary-Pass-1',
      });
      await cognito.sdk.adminSetUserPassword({ ...ann, Password: PASSWORD, Permanent: true });
    };
    await create();
    const { Session } = await cognito.signIn('ann');
    await cognito.sdk.adminDeleteUser(ann);
    await create();
    await expect(cognito.sdk.associateSoftwareToken({ Session })).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'Invalid session for the user.',
    });
  });
});
