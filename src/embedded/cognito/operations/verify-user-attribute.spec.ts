import { EmbeddedCognitoHarness, PASSWORD } from '../../../../test/support/embedded-cognito-harness.js';

const WAITS = {
  UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email' as const] },
};

describe('VerifyUserAttribute', () => {
  let cognito: EmbeddedCognitoHarness;
  let AccessToken: string;

  beforeEach(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool(WAITS);
    await cognito.confirmedUser('ann@example.com');
    AccessToken = await cognito.accessToken('ann@example.com');
  });

  afterEach(() => cognito.stop());

  const verify = (Code: string, AttributeName = 'email') =>
    cognito.sdk.verifyUserAttribute({ AccessToken, AttributeName, Code });
  const askFor = async (email: string) => {
    await cognito.sdk.updateUserAttributes({
      AccessToken,
      UserAttributes: [{ Name: 'email', Value: email }],
    });
    return cognito.newestCode(email);
  };
  const wrong = (right: string) => (right === '000000' ? '111111' : '000000');

  it('takes a code once, and for a day', async () => {
    const code = await askFor('lee@example.com');
    await expect(verify(wrong(code))).rejects.toMatchObject({ name: 'CodeMismatchException' });
    await verify(code);
    await expect(verify(code)).rejects.toMatchObject({ name: 'ExpiredCodeException' });
    const late = await askFor('ann@example.com');
    cognito.clock.advance({ days: 1 });
    AccessToken = await cognito.accessToken('lee@example.com');
    await expect(verify(late)).rejects.toMatchObject({ name: 'ExpiredCodeException' });
  });

  it('refuses an address that somebody else has taken meanwhile', async () => {
    const code = await askFor('lee@example.com');
    await cognito.signUp('lee@example.com');
    await expect(verify(code)).rejects.toMatchObject({ name: 'AliasExistsException' });
    await expect(cognito.signIn('ann@example.com')).resolves.toHaveProperty('AuthenticationResult');
  });

  it('refuses an alias that somebody else has verified, at this point and not before', async () => {
    await cognito.createPool({ UsernameAttributes: undefined, AliasAttributes: ['email'] });
    for (const Username of ['ann', 'bob']) {
      await cognito.sdk.signUp({
        ClientId: cognito.clientId,
        Username,
        Password: PASSWORD,
        UserAttributes: [{ Name: 'email', Value: `${Username}@example.com` }],
      });
      await cognito.sdk.confirmSignUp({
        ClientId: cognito.clientId,
        Username,
        ConfirmationCode: await cognito.newestCode(`${Username}@example.com`),
      });
    }
    AccessToken = await cognito.accessToken('ann');
    const code = await askFor('bob@example.com');
    await expect(verify(code)).rejects.toMatchObject({ name: 'AliasExistsException' });
    await expect(cognito.signIn('bob@example.com')).resolves.toHaveProperty('AuthenticationResult');
  });

  it('knows a code for each address on its own', async () => {
    await cognito.sdk.updateUserAttributes({
      AccessToken,
      UserAttributes: [{ Name: 'phone_number', Value: '+15550001111' }],
    });
    const code = await askFor('lee@example.com');
    await expect(verify(code, 'phone_number')).rejects.toMatchObject({ name: 'ExpiredCodeException' });
    await expect(verify(code, 'name')).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });

  it('may be tried fifteen times an hour', async () => {
    let code = await askFor('lee@example.com');
    for (let count = 0; count < 15; count += 1) {
      code = count === 8 ? await askFor('lee@example.com') : code;
      await expect(verify(wrong(code))).rejects.toMatchObject({ name: 'CodeMismatchException' });
    }
    await expect(verify(code)).rejects.toMatchObject({ name: 'LimitExceededException' });
  });
});
