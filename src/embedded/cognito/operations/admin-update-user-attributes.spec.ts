import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('AdminUpdateUserAttributes', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeEach(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool({
      Schema: [{ Name: 'badge', AttributeDataType: 'String', Mutable: false }],
    });
    await cognito.confirmedUser('ann@example.com', { 'custom:badge': '7', name: 'Ann' });
  });

  afterEach(() => cognito.stop());

  const update = (attributes: Record<string, string>) =>
    cognito.sdk.adminUpdateUserAttributes({
      UserPoolId: cognito.poolId,
      Username: 'ann@example.com',
      UserAttributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
    });
  const attributesOf = async (Username: string) => {
    const user = await cognito.sdk.adminGetUser({ UserPoolId: cognito.poolId, Username });
    return Object.fromEntries((user.UserAttributes ?? []).map(({ Name = '', Value }) => [Name, Value]));
  };

  it('changes, adds and removes attributes', async () => {
    await update({ name: 'Ann Lee', nickname: 'A' });
    expect(await attributesOf('ann@example.com')).toMatchObject({ name: 'Ann Lee', nickname: 'A' });
    await update({ nickname: '' });
    expect(await attributesOf('ann@example.com')).not.toHaveProperty('nickname');
  });

  it('changes the address at once; it is unverified and is sent a code unless declared verified', async () => {
    await update({ email: 'lee@example.com' });
    expect(await attributesOf('lee@example.com')).toMatchObject({ email_verified: 'false' });
    expect(await cognito.outbox('lee@example.com')).toMatchObject([{ purpose: 'ATTRIBUTE_VERIFICATION' }]);
    await expect(cognito.signIn('ann@example.com')).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    await expect(cognito.signIn('lee@example.com')).resolves.toHaveProperty('AuthenticationResult');
  });

  it('takes an address that is declared verified without a code', async () => {
    await update({ email: 'lee@example.com', email_verified: 'true' });
    expect(await attributesOf('lee@example.com')).toMatchObject({ email_verified: 'true' });
    expect(await cognito.outbox('lee@example.com')).toEqual([]);
  });

  it('keeps the old address until the new one is verified, where the pool wants that', async () => {
    await cognito.sdk.updateUserPool({
      UserPoolId: cognito.poolId,
      AutoVerifiedAttributes: ['email'],
      UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] },
    });
    await update({ email: 'lee@example.com' });
    expect(await attributesOf('ann@example.com')).toMatchObject({
      email: 'ann@example.com',
      email_verified: 'true',
    });
    expect(await cognito.outbox('lee@example.com')).toHaveLength(1);
  });

  it('refuses immutable, unknown and taken values', async () => {
    await expect(update({ 'custom:badge': '8' })).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: expect.stringContaining('user.custom:badge: Attribute cannot be updated.') as string,
    });
    await expect(update({ sub: 'x' })).rejects.toMatchObject({ name: 'InvalidParameterException' });
    await expect(update({ 'custom:nope': 'x' })).rejects.toMatchObject({ name: 'InvalidParameterException' });
    await expect(update({ email: 'not an address' })).rejects.toMatchObject({
      message: 'Invalid email address format.',
    });
    await cognito.signUp('bob@example.com');
    await expect(update({ email: 'BOB@example.com' })).rejects.toMatchObject({
      name: 'AliasExistsException',
    });
  });
});
