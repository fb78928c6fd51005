import type { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';
import { OAuthHarness } from '../../../../test/support/oauth-harness.js';

const google = (subject: string) => ({
  ProviderName: 'Google',
  ProviderAttributeName: 'Cognito_Subject',
  ProviderAttributeValue: subject,
});

describe('AdminLinkProviderForUser', () => {
  let oauth: OAuthHarness;
  let cognito: EmbeddedCognitoHarness;
  let ann: string;

  beforeEach(async () => {
    oauth = await OAuthHarness.start();
    ({ cognito } = oauth);
    await oauth.addGoogle();
    ann = await cognito.confirmedUser('ann@example.com');
  });

  afterEach(() => oauth.stop());

  const link = (SourceUser: object, ProviderAttributeValue = ann) =>
    cognito.sdk.adminLinkProviderForUser({
      UserPoolId: cognito.poolId,
      DestinationUser: { ProviderName: 'Cognito', ProviderAttributeValue },
      SourceUser,
    });
  const identities = async (Username: string) => {
    const { UserAttributes } = await cognito.sdk.adminGetUser({ UserPoolId: cognito.poolId, Username });
    const value = UserAttributes?.find(({ Name }) => Name === 'identities')?.Value;
    return JSON.parse(value ?? '[]') as unknown[];
  };
  const invalid = { name: 'InvalidParameterException' };

  it('adds an identity that is not the primary one', async () => {
    await link(google('1'));
    expect(await identities(ann)).toEqual([
      {
        userId: '1',
        providerName: 'Google',
        providerType: 'Google',
        issuer: null,
        primary: false,
        dateCreated: cognito.clock.now(),
      },
    ]);
  });

  it('links an account to one user, once', async () => {
    await link(google('1'));
    await expect(link(google('1'))).rejects.toMatchObject({
      ...invalid,
      message: 'SourceUser is already linked to DestinationUser',
    });
    const bob = await cognito.confirmedUser('bob@example.com');
    await expect(link(google('1'), bob)).rejects.toMatchObject({ name: 'AliasExistsException' });
  });

  it('refuses an account that has signed in as a user of its own', async () => {
    await oauth.signInWithGoogle({ email: 'cat@example.com', name: 'Cat' });
    const { Users } = await cognito.sdk.listUsers({
      UserPoolId: cognito.poolId,
      Filter: 'cognito:user_status = "EXTERNAL_PROVIDER"',
    });
    const subject = Users?.[0]?.Username?.split('_')[1] ?? '';
    await expect(link(google(subject))).rejects.toMatchObject({
      ...invalid,
      message: expect.stringContaining('Merging is not currently supported') as string,
    });
    await cognito.sdk.adminDeleteUser({ UserPoolId: cognito.poolId, Username: `google_${subject}` });
    await expect(link(google(subject))).resolves.toBeDefined();
  });

  it('links five accounts at most', async () => {
    for (const subject of ['1', '2', '3', '4', '5']) {
      await link(google(subject));
    }
    await expect(link(google('6'))).rejects.toMatchObject({ name: 'LimitExceededException' });
  });

  it.each([
    ['an account of the pool itself', { ...google('1'), ProviderName: 'Cognito' }, invalid],
    ['another attribute than the subject', { ...google('1'), ProviderAttributeName: 'email' }, invalid],
    ['no subject', { ...google('1'), ProviderAttributeValue: '' }, invalid],
    [
      'an unknown provider',
      { ...google('1'), ProviderName: 'Apple' },
      { name: 'ResourceNotFoundException', message: 'Identity provider Apple does not exist.' },
    ],
  ])('refuses %s', async (_, source, refusal) => {
    await expect(link(source)).rejects.toMatchObject(refusal);
  });

  it('refuses a user who does not exist', async () => {
    await expect(link(google('1'), 'nobody@example.com')).rejects.toMatchObject({
      name: 'UserNotFoundException',
    });
  });
});
