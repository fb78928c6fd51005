import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('UpdateUserAttributes', () => {
  let cognito: EmbeddedCognitoHarness;
  let AccessToken: string;

  const start = async (pool: Parameters<EmbeddedCognitoHarness['createPool']>[0] = {}, client = {}) => {
    await cognito.createPool(pool, client);
    await cognito.confirmedUser('ann@example.com', { name: 'Ann' });
    AccessToken = await cognito.accessToken('ann@example.com');
  };

  beforeEach(async () => {
    cognito = await EmbeddedCognitoHarness.start();
  });

  afterEach(() => cognito.stop());

  const update = (attributes: Record<string, string>) =>
    cognito.sdk.updateUserAttributes({
      AccessToken,
      UserAttributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
    });
  const attributes = async () => {
    const user = await cognito.sdk.getUser({ AccessToken });
    return Object.fromEntries((user.UserAttributes ?? []).map(({ Name = '', Value }) => [Name, Value]));
  };
  const verify = (Code: string) =>
    cognito.sdk.verifyUserAttribute({ AccessToken, AttributeName: 'email', Code });

  it('changes and removes attributes without a code', async () => {
    await start();
    expect(await update({ name: 'Ann Lee', nickname: 'A' })).not.toHaveProperty('CodeDeliveryDetailsList');
    expect(await attributes()).toMatchObject({ name: 'Ann Lee', nickname: 'A', email_verified: 'true' });
    await update({ nickname: '' });
    expect(await attributes()).not.toHaveProperty('nickname');
  });

  it('changes an address at once, unverified, and mails a code to the new one', async () => {
    await start();
    await expect(update({ email: 'lee@example.com' })).resolves.toMatchObject({
      CodeDeliveryDetailsList: [
        { AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination: 'l***@e***' },
      ],
    });
    expect(await attributes()).toMatchObject({ email: 'lee@example.com', email_verified: 'false' });
    expect(await cognito.outbox('lee@example.com')).toMatchObject([{ purpose: 'ATTRIBUTE_VERIFICATION' }]);
    await expect(cognito.signIn('lee@example.com')).resolves.toHaveProperty('AuthenticationResult');
    await expect(cognito.signIn('ann@example.com')).rejects.toMatchObject({ name: 'NotAuthorizedException' });
  });

  it('keeps the old address valid until the new one is verified, where the pool wants that', async () => {
    await start({ UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] } });
    await update({ email: 'lee@example.com' });
    expect(await attributes()).toMatchObject({ email: 'ann@example.com', email_verified: 'true' });
    await expect(cognito.signIn('lee@example.com')).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    await verify(await cognito.newestCode('lee@example.com'));
    expect(await attributes()).toMatchObject({ email: 'lee@example.com', email_verified: 'true' });
    await expect(cognito.signIn('lee@example.com')).resolves.toHaveProperty('AuthenticationResult');
    await expect(cognito.signIn('ann@example.com')).rejects.toMatchObject({ name: 'NotAuthorizedException' });
  });

  it('lets a code prove no address but the one it was sent to', async () => {
    await start({ UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] } });
    await update({ email: 'lee@example.com' });
    const first = await cognito.newestCode('lee@example.com');
    await update({ email: 'ann@example.com' });
    await expect(verify(first)).rejects.toMatchObject({ name: 'ExpiredCodeException' });
    expect(await attributes()).toMatchObject({ email: 'ann@example.com', email_verified: 'true' });
  });

  it('refuses an address that another user has', async () => {
    await start();
    await cognito.signUp('bob@example.com');
    await expect(update({ email: 'BOB@example.com' })).rejects.toMatchObject({
      name: 'AliasExistsException',
      message: 'An account with the given email already exists.',
    });
  });

  it.each(['email_verified', 'sub', 'identities'])('lets nobody set %s itself', async (name) => {
    await start();
    await expect(update({ [name]: 'true' })).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'A client attempted to write unauthorized attribute',
    });
  });

  it('lets a client write only what it may, and nobody what is immutable or unknown', async () => {
    await start(
      { Schema: [{ Name: 'badge', AttributeDataType: 'String', Mutable: false }] },
      { WriteAttributes: ['email', 'name', 'custom:badge'] },
    );
    await expect(update({ nickname: 'A' })).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    await expect(update({ 'custom:badge': '7' })).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: expect.stringContaining('Attribute cannot be updated.') as string,
    });
    cognito.clientId = await cognito.createClient();
    AccessToken = await cognito.accessToken('ann@example.com');
    await expect(update({ 'custom:other': '7' })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });

  it('does not let go of what the user signs in with', async () => {
    await start();
    await expect(update({ email: '' })).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: expect.stringContaining('The attribute email is required') as string,
    });
  });
});
