import type { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';
import { OAuthHarness } from '../../../../test/support/oauth-harness.js';

const account = (ProviderAttributeValue: string, ProviderName = 'Google') => ({
  ProviderName,
  ProviderAttributeName: 'Cognito_Subject',
  ProviderAttributeValue,
});

describe('AdminDisableProviderForUser', () => {
  let oauth: OAuthHarness;
  let cognito: EmbeddedCognitoHarness;
  let ann: string;

  beforeAll(async () => {
    oauth = await OAuthHarness.start();
    ({ cognito } = oauth);
    await oauth.addGoogle();
    ann = await cognito.confirmedUser('ann@example.com');
  });

  afterAll(() => oauth.stop());

  const link = (ProviderAttributeValue: string) =>
    cognito.sdk.adminLinkProviderForUser({
      UserPoolId: cognito.poolId,
      DestinationUser: { ProviderName: 'Cognito', ProviderAttributeValue: ann },
      SourceUser: account(ProviderAttributeValue),
    });
  const unlink = (User: object) =>
    cognito.sdk.adminDisableProviderForUser({ UserPoolId: cognito.poolId, User });

  it('undoes one link, which may then be made anew', async () => {
    await link('1');
    await link('2');
    await unlink(account('1'));
    await expect(unlink(account('1'))).rejects.toMatchObject({ name: 'UserNotFoundException' });
    await expect(link('1')).resolves.toBeDefined();
    await unlink(account('1'));
    await unlink(account('2'));
    const user = await cognito.sdk.adminGetUser({ UserPoolId: cognito.poolId, Username: ann });
    expect(user.UserAttributes?.map(({ Name }) => Name)).not.toContain('identities');
  });

  it('refuses an unknown provider, and aloud what it does not do', async () => {
    await expect(unlink(account('1', 'Apple'))).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await expect(unlink(account(ann, 'Cognito'))).rejects.toMatchObject({ name: 'NotImplementedException' });
    await oauth.signInWithGoogle({ email: 'cat@example.com', name: 'Cat' });
    const { Users } = await cognito.sdk.listUsers({
      UserPoolId: cognito.poolId,
      Filter: 'cognito:user_status = "EXTERNAL_PROVIDER"',
    });
    const subject = Users?.[0]?.Username?.split('_')[1] ?? '';
    await expect(unlink(account(subject))).rejects.toMatchObject({ name: 'NotImplementedException' });
  });
});
