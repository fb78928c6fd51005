import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

import { decodeProtectedHeader, SignJWT, generateKeyPair } from 'jose';

describe('GetUser', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeEach(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool();
    await cognito.confirmedUser('ann@example.com', { name: 'Ann' });
  });

  afterEach(() => cognito.stop());

  const getUser = (AccessToken: string) => cognito.sdk.getUser({ AccessToken });
  const invalid = { name: 'NotAuthorizedException', message: 'Invalid Access Token' };

  it('shows the user, with verification as text and no MFA members when there is no MFA', async () => {
    const user = await getUser(await cognito.accessToken('ann@example.com'));
    expect(user.UserAttributes).toEqual(
      expect.arrayContaining([
        { Name: 'sub', Value: user.Username },
        { Name: 'email_verified', Value: 'true' },
        { Name: 'name', Value: 'Ann' },
      ]),
    );
    expect(user).not.toHaveProperty('UserMFASettingList');
    expect(user).not.toHaveProperty('PreferredMfaSetting');
  });

  it('shows only what the client may read', async () => {
    cognito.clientId = await cognito.createClient({ ReadAttributes: ['email'] });
    const user = await getUser(await cognito.accessToken('ann@example.com'));
    expect(user.UserAttributes?.map(({ Name }) => Name)).toEqual(['sub', 'email']);
  });

  it('refuses garbage, an ID token, an altered token and a token of another key', async () => {
    const { AuthenticationResult } = await cognito.signIn('ann@example.com');
    const { AccessToken = '', IdToken = '' } = AuthenticationResult ?? {};
    const [header = '', payload = '', signature = ''] = AccessToken.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
    const altered = Buffer.from(JSON.stringify({ ...claims, sub: 'somebody' })).toString('base64url');
    const unsigned = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
    const { kid = '' } = decodeProtectedHeader(AccessToken);
    const { privateKey } = await generateKeyPair('RS256');
    const forged = await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid }).sign(privateKey);
    const bad = ['garbage', IdToken, `${header}.${altered}.${signature}`, `${unsigned}.${payload}.`, forged];
    for (const token of bad) {
      await expect(getUser(token)).rejects.toMatchObject(invalid);
    }
  });

  it('refuses a token that expired, and one whose user is disabled or gone', async () => {
    const expired = await cognito.accessToken('ann@example.com');
    cognito.clock.advance({ hours: 1 });
    await expect(getUser(expired)).rejects.toMatchObject({ message: 'Access Token has expired' });
    const token = await cognito.accessToken('ann@example.com');
    const ann = { UserPoolId: cognito.poolId, Username: 'ann@example.com' };
    await cognito.sdk.adminDisableUser(ann);
    await expect(getUser(token)).rejects.toMatchObject({ message: 'User is disabled.' });
    await cognito.sdk.adminDeleteUser(ann);
    await expect(getUser(token)).rejects.toMatchObject({ name: 'UserNotFoundException' });
    await cognito.confirmedUser('ann@example.com');
    await expect(getUser(token)).rejects.toMatchObject({ name: 'UserNotFoundException' });
  });
});
