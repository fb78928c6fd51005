import { EmbeddedCognitoHarness, PASSWORD } from '../../../../test/support/embedded-cognito-harness.js';

describe('AdminCreateUser', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeEach(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool();
  });

  afterEach(() => cognito.stop());

  const create = (further: object = {}) =>
    cognito.sdk.adminCreateUser({
      UserPoolId: cognito.poolId,
      Username: 'ann@example.com',
      DesiredDeliveryMediums: ['EMAIL'],
      ...further,
    });

  it('invites a user with a temporary password that works', async () => {
    const { User } = await create({ UserAttributes: [{ Name: 'email_verified', Value: 'true' }] });
    expect(User).toMatchObject({ UserStatus: 'FORCE_CHANGE_PASSWORD', Enabled: true });
    expect(User?.Attributes).toContainEqual({ Name: 'sub', Value: User?.Username });
    const [mail] = await cognito.outbox('ann@example.com');
    expect(mail).toMatchObject({ purpose: 'INVITATION' });
    expect(mail?.body).toContain(mail?.code);
    await expect(cognito.signIn('ann@example.com', mail?.code ?? '')).resolves.toMatchObject({
      ChallengeName: 'NEW_PASSWORD_REQUIRED',
    });
  });

  it('fills the words of the pool into the invitation', async () => {
    await cognito.createPool({
      AdminCreateUserConfig: {
        InviteMessageTemplate: { EmailSubject: 'Welcome', EmailMessage: 'Hi {username}: {####}' },
      },
    });
    await create({ TemporaryPassword: PASSWORD });
    expect(await cognito.outbox('ann@example.com')).toMatchObject([
      { subject: 'Welcome', body: `Hi ann@example.com: ${PASSWORD}` },
    ]);
  });

  it('sends nothing on SUPPRESS, which needs a password', async () => {
    await expect(create({ MessageAction: 'SUPPRESS' })).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: 'User is required to have a password',
    });
    await create({ MessageAction: 'SUPPRESS', TemporaryPassword: PASSWORD });
    expect(await cognito.outbox()).toEqual([]);
  });

  it('lets the temporary password expire, and RESEND renews it', async () => {
    await create();
    const first = await cognito.newestCode('ann@example.com');
    cognito.clock.advance({ days: 7 });
    await expect(cognito.signIn('ann@example.com', first)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'Temporary password has expired and must be reset by an administrator.',
    });
    await create({ MessageAction: 'RESEND' });
    const second = await cognito.newestCode('ann@example.com');
    await expect(cognito.signIn('ann@example.com', first)).rejects.toMatchObject({
      message: 'Incorrect username or password.',
    });
    await expect(cognito.signIn('ann@example.com', second)).resolves.toHaveProperty('ChallengeName');
  });

  it('resends only to who was invited and has not come', async () => {
    await expect(create({ MessageAction: 'RESEND' })).rejects.toMatchObject({
      name: 'UserNotFoundException',
    });
    await cognito.confirmedUser('ann@example.com');
    await expect(create({ MessageAction: 'RESEND' })).rejects.toMatchObject({
      name: 'UnsupportedUserStateException',
    });
  });

  it('resends to an address alone, where addresses are the names of users', async () => {
    const { User } = await create();
    await expect(create({ MessageAction: 'RESEND', Username: String(User?.Username) })).rejects.toMatchObject(
      {
        name: 'InvalidParameterException',
        message: 'Username should be an email.',
      },
    );
  });

  it('refuses a taken address, a weak password and an unknown attribute', async () => {
    await create();
    await expect(create()).rejects.toMatchObject({ name: 'UsernameExistsException' });
    const other = { Username: 'bob@example.com' };
    await expect(create({ ...other, TemporaryPassword: 'weak' })).rejects.toMatchObject({
      name: 'InvalidPasswordException',
    });
    const UserAttributes = [{ Name: 'custom:nope', Value: 'x' }];
    await expect(create({ ...other, UserAttributes })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
    await expect(cognito.sdk.adminGetUser({ UserPoolId: cognito.poolId, ...other })).rejects.toMatchObject({
      name: 'UserNotFoundException',
    });
  });
});
