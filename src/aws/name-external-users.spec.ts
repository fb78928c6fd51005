import {
  AdminGetUserCommand,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { claimsOf } from '../../test/support/embedded-cognito-harness.js';
import { OAuthHarness } from '../../test/support/oauth-harness.js';
import { createCognitoClient } from './cognito-client.js';
import { nameExternalUsers } from './name-external-users.js';
import { UpstreamObserver } from './upstream-observer.js';

class Operations extends UpstreamObserver {
  readonly names: string[] = [];

  record(_service: string, operation: string): void {
    this.names.push(operation);
  }
}

describe('nameExternalUsers', () => {
  let oauth: OAuthHarness;
  let client: CognitoIdentityProviderClient;
  let operations: Operations;

  beforeAll(async () => {
    oauth = await OAuthHarness.start();
    await oauth.addGoogle();
    operations = new Operations();
    const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
    const cognito = { endpoint: oauth.cognito.server.endpoint, credentials };
    client = createCognitoClient({ region: 'us-east-1', cognito }, operations);
    nameExternalUsers(client);
  });

  beforeEach(() => operations.names.splice(0));

  afterAll(async () => {
    client.destroy();
    await oauth.stop();
  });

  const getUser = async (Username: string) =>
    (await client.send(new AdminGetUserCommand({ UserPoolId: oauth.cognito.poolId, Username }))).Username;

  it('finds a user of a provider by sub, and looks its name up once', async () => {
    const answer = await oauth.signInWithGoogle({ email: 'ada@example.com', name: 'Ada' });
    const { sub, 'cognito:username': username } = claimsOf((await oauth.tokensOf(answer))['id_token']);
    expect(await getUser(String(sub))).toBe(username);
    expect(await getUser(String(sub))).toBe(username);
    expect(operations.names).toEqual(['AdminGetUser', 'ListUsers', 'AdminGetUser', 'AdminGetUser']);
  });

  it("asks for Cognito's own users once, and leaves names of nobody alone", async () => {
    const sub = await oauth.cognito.confirmedUser('bob@example.com');
    expect(await getUser(sub)).toBe(sub);
    expect(operations.names).toEqual(['AdminGetUser']);
    const notFound = { name: 'UserNotFoundException' };
    await expect(getUser('nobody@example.com')).rejects.toMatchObject(notFound);
    await expect(getUser('00000000-0000-4000-8000-000000000000')).rejects.toMatchObject(notFound);
  });
});
