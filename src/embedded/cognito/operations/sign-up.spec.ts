import {
  EmbeddedCognitoHarness,
  PASSWORD,
  secretHash,
} from '../../../../test/support/embedded-cognito-harness.js';

describe('SignUp', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeAll(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool({
      Schema: [
        { Name: 'level', AttributeDataType: 'String', StringAttributeConstraints: { MaxLength: '3' } },
      ],
    });
  });

  afterAll(() => cognito.stop());

  const signUp = (Username: string, further: object = {}) =>
    cognito.sdk.signUp({ ClientId: cognito.clientId, Username, Password: PASSWORD, ...further });

  it('creates an unconfirmed user, whose username is its sub, and mails a code', async () => {
    const answer = await signUp('ann@example.com', { UserAttributes: [{ Name: 'name', Value: 'Ann' }] });
    expect(answer).toMatchObject({
      UserConfirmed: false,
      CodeDeliveryDetails: { Destination: 'a***@e***', DeliveryMedium: 'EMAIL', AttributeName: 'email' },
    });
    const user = await cognito.sdk.adminGetUser({ UserPoolId: cognito.poolId, Username: 'ann@example.com' });
    expect(user).toMatchObject({ Username: answer.UserSub, UserStatus: 'UNCONFIRMED', Enabled: true });
    expect(user.UserAttributes).toEqual(
      expect.arrayContaining([
        { Name: 'sub', Value: answer.UserSub },
        { Name: 'email', Value: 'ann@example.com' },
        { Name: 'name', Value: 'Ann' },
      ]),
    );
    expect(await cognito.outbox('ann@example.com')).toMatchObject([
      { code: expect.stringMatching(/^\d{6}$/) as string, purpose: 'SIGN_UP' },
    ]);
  });

  it('takes an address once, in whatever case and confirmed or not', async () => {
    await signUp('bob@example.com');
    await expect(signUp('BOB@example.com')).rejects.toMatchObject({
      name: 'UsernameExistsException',
      message: 'User already exists',
    });
  });

  it('answers two sign-ups at once with one account', async () => {
    const both = await Promise.allSettled([signUp('race@example.com'), signUp('race@example.com')]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it.each([
    ['short-A1', 'Aa1!', 'Password not long enough'],
    ['no uppercase', 'correct-horse-7', 'Password must have uppercase characters'],
    ['no lowercase', 'CORRECT-HORSE-7', 'Password must have lowercase characters'],
    ['no number', 'Correct-Horse-x', 'Password must have numeric characters'],
    ['no symbol', 'CorrectHorse7', 'Password must have symbol characters'],
  ])('refuses a password with %s', async (_, Password, reason) => {
    await expect(signUp('new@example.com', { Password })).rejects.toMatchObject({
      name: 'InvalidPasswordException',
      message: `Password did not conform with policy: ${reason}`,
    });
  });

  it.each([
    ['not-an-address', {}, 'InvalidParameterException', /^Username should be an email\.$/],
    ['ädä@example.com', {}, 'InvalidParameterException', /^Invalid email address format\.$/],
    [
      'new@example.com',
      { Password: ` ${PASSWORD}` },
      'InvalidParameterException',
      /^1 validation .*'password'/,
    ],
    ['new@example.com', attribute('custom:nope', 'x'), 'InvalidParameterException', /custom:nope/],
    ['new@example.com', attribute('custom:level', 'long'), 'InvalidParameterException', /custom:level/],
    [
      'new@example.com',
      attribute('email_verified', 'true'),
      'NotAuthorizedException',
      /unauthorized attribute/,
    ],
    ['new@example.com', { ClientId: 'unknown' }, 'ResourceNotFoundException', /client ID does not exist/],
    ['new@example.com', { SecretHash: 'none' }, 'NotAuthorizedException', /Unable to verify secret hash/],
  ])('refuses %s with %j', async (username, further, name, message) => {
    await expect(signUp(username, further)).rejects.toMatchObject({
      name,
      message: expect.stringMatching(message) as string,
    });
    expect(await cognito.outbox('new@example.com')).toEqual([]);
  });

  it('never repeats a refused password', async () => {
    await expect(signUp('new@example.com', { Password: ' pass word ' })).rejects.toMatchObject({
      message: expect.not.stringContaining('pass word') as string,
    });
  });

  it('checks the secret hash of a client with a secret', async () => {
    const ClientId = await cognito.createClient({ GenerateSecret: true });
    const { UserPoolClient } = await cognito.sdk.describeUserPoolClient({
      UserPoolId: cognito.poolId,
      ClientId,
    });
    await expect(signUp('cat@example.com', { ClientId })).rejects.toMatchObject({
      message: `Client ${ClientId} is configured with secret but SECRET_HASH was not received`,
    });
    await expect(signUp('cat@example.com', { ClientId, SecretHash: 'wrong' })).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: `Unable to verify secret hash for client ${ClientId}`,
    });
    const SecretHash = secretHash(UserPoolClient?.ClientSecret ?? '', 'cat@example.com', ClientId);
    await expect(signUp('cat@example.com', { ClientId, SecretHash })).resolves.toMatchObject({
      UserConfirmed: false,
    });
  });

  it('respects the attributes that a client may write', async () => {
    const ClientId = await cognito.createClient({ WriteAttributes: ['email', 'name'] });
    await expect(
      signUp('dan@example.com', { ClientId, ...attribute('custom:level', 'one') }),
    ).rejects.toMatchObject({ message: 'A client attempted to write unauthorized attribute' });
  });

  it('is closed where only administrators create users', async () => {
    await cognito.createPool({ AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } });
    await expect(signUp('eve@example.com')).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'SignUp is not permitted for this user pool',
    });
  });
});

function attribute(Name: string, Value: string): object {
  return { UserAttributes: [{ Name, Value }] };
}
