import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('AdminGetUser', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeAll(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool();
  });

  afterAll(() => cognito.stop());

  const getUser = (Username: string) => cognito.sdk.adminGetUser({ UserPoolId: cognito.poolId, Username });

  it('finds a user by username and by address in any case', async () => {
    const sub = await cognito.signUp('ann@example.com');
    for (const name of [sub, 'ann@example.com', 'Ann@Example.com']) {
      expect(await getUser(name)).toMatchObject({
        Username: sub,
        UserStatus: 'UNCONFIRMED',
        UserCreateDate: new Date(cognito.clock.now()),
      });
    }
  });

  it('finds an alias only once it is verified, and a name in its own case where that counts', async () => {
    const emailPool = cognito.poolId;
    await cognito.createPool({
      UsernameAttributes: undefined,
      UsernameConfiguration: undefined,
      AliasAttributes: ['email'],
    });
    await cognito.signUp('Bob', { email: 'bob@example.com' });
    await expect(getUser('bob')).rejects.toMatchObject({ name: 'UserNotFoundException' });
    await expect(getUser('bob@example.com')).rejects.toMatchObject({ name: 'UserNotFoundException' });
    await cognito.sdk.confirmSignUp({
      ClientId: cognito.clientId,
      Username: 'Bob',
      ConfirmationCode: await cognito.newestCode('bob@example.com'),
    });
    expect(await getUser('bob@example.com')).toMatchObject({ Username: 'Bob', UserStatus: 'CONFIRMED' });
    cognito.poolId = emailPool;
    await expect(getUser('bob@example.com')).rejects.toMatchObject({ message: 'User does not exist.' });
  });
});
