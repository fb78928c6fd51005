import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('ConfirmSignUp', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeEach(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool();
    await cognito.signUp('ann@example.com');
  });

  afterEach(() => cognito.stop());

  const confirm = (ConfirmationCode: string, Username = 'ann@example.com') =>
    cognito.sdk.confirmSignUp({ ClientId: cognito.clientId, Username, ConfirmationCode });
  const wrongCode = async () => ((await cognito.newestCode('ann@example.com')) === '000000' ? '1' : '000000');

  it('confirms the user and verifies its address', async () => {
    await confirm(await cognito.newestCode('ann@example.com'));
    const user = await cognito.sdk.adminGetUser({ UserPoolId: cognito.poolId, Username: 'ann@example.com' });
    expect(user.UserStatus).toBe('CONFIRMED');
    expect(user.UserAttributes).toContainEqual({ Name: 'email_verified', Value: 'true' });
  });

  it('refuses a wrong code and still takes the right one', async () => {
    await expect(confirm(await wrongCode())).rejects.toMatchObject({
      name: 'CodeMismatchException',
      message: 'Invalid verification code provided, please try again.',
    });
    await expect(confirm(await cognito.newestCode('ann@example.com'))).resolves.toBeDefined();
  });

  it('refuses a confirmed user', async () => {
    const code = await cognito.newestCode('ann@example.com');
    await confirm(code);
    await expect(confirm(code)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'User cannot be confirmed. Current status is CONFIRMED',
    });
  });

  it('refuses a code after a day', async () => {
    cognito.clock.advance({ hours: 24 });
    await expect(confirm(await cognito.newestCode('ann@example.com'))).rejects.toMatchObject({
      name: 'ExpiredCodeException',
      message: 'Invalid code provided, please request a code again.',
    });
  });

  it('ends a code after ten wrong attempts, even for the right one', async () => {
    for (let attempt = 0; attempt < 10; attempt += 1) {
      await expect(confirm(await wrongCode())).rejects.toMatchObject({ name: 'CodeMismatchException' });
    }
    await expect(confirm(await cognito.newestCode('ann@example.com'))).rejects.toMatchObject({
      name: 'TooManyFailedAttemptsException',
    });
  });

  it('takes fifteen attempts an hour, and more in the next', async () => {
    for (let attempt = 0; attempt < 15; attempt += 1) {
      await confirm(await wrongCode()).catch(() => undefined);
    }
    await expect(confirm(await wrongCode())).rejects.toMatchObject({
      name: 'LimitExceededException',
      message: 'Attempt limit exceeded, please try after some time.',
    });
    cognito.clock.advance({ hours: 1 });
    await expect(confirm(await wrongCode())).rejects.toMatchObject({
      name: 'TooManyFailedAttemptsException',
    });
  });

  it('hides an unknown user only where the client asks for it', async () => {
    await expect(confirm('123456', 'nobody@example.com')).rejects.toMatchObject({
      name: 'CodeMismatchException',
    });
    cognito.clientId = await cognito.createClient({ PreventUserExistenceErrors: 'LEGACY' });
    await expect(confirm('123456', 'nobody@example.com')).rejects.toMatchObject({
      name: 'UserNotFoundException',
    });
  });

  it('lets the last one to verify an alias have it only by force', async () => {
    await cognito.createPool({ UsernameAttributes: undefined, AliasAttributes: ['email'] });
    const request = { ClientId: cognito.clientId, Username: 'second' };
    await cognito.signUp('first', { email: 'shared@example.com' });
    await confirm(await cognito.newestCode('shared@example.com'), 'first');
    await cognito.signUp('second', { email: 'shared@example.com' });
    const ConfirmationCode = await cognito.newestCode('shared@example.com');
    await expect(cognito.sdk.confirmSignUp({ ...request, ConfirmationCode })).rejects.toMatchObject({
      name: 'AliasExistsException',
    });
    await cognito.sdk.confirmSignUp({ ...request, ConfirmationCode, ForceAliasCreation: true });
    const bearer = await cognito.sdk.adminGetUser({
      UserPoolId: cognito.poolId,
      Username: 'shared@example.com',
    });
    expect(bearer.Username).toBe('second');
  });
});
