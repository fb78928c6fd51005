import {
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { Logger } from '@nestjs/common';
import { CognitoIdentityProvider } from '../../src/auth/cognito/cognito-identity-provider.js';
import { CognitoTokenVerifier } from '../../src/auth/cognito/cognito-token-verifier.js';
import type { CompletedSignIn } from '../../src/auth/identity-provider.port.js';
import { createCognitoClient } from '../../src/aws/cognito-client.js';
import { SilentObserver } from '../../src/aws/silent-observer.js';
import { FakeClock } from '../fakes/fake-clock.js';
import { startEmbeddedPool, type TestPool } from './identity-provider.pools.js';
import { DRAFT, IdentityProviderSteps, newEmail, ORIGIN, PASSWORD } from './identity-provider.steps.js';

const VARIANT = { mfaRequired: false, rotation: true, laboratory: true, group: 'admin' };
const INVALID = { valid: false, reason: 'invalid' };

describe('Cognito adapters together, over the wire', () => {
  let pool: TestPool;
  let client: CognitoIdentityProviderClient;
  let as: IdentityProviderSteps;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    pool = await startEmbeddedPool({});
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    const cognito = { endpoint: pool.endpoint, credentials };
    client = createCognitoClient({ region: 'us-east-1', cognito }, new SilentObserver());
    as = new IdentityProviderSteps(() => pool.subject, VARIANT);
  });

  afterAll(async () => {
    client.destroy();
    await pool.close();
  });

  const signInSomebody = async (): Promise<CompletedSignIn> =>
    as.signedIn((await as.registerAndConfirm()).email);

  function verifierFor(clientId: string): CognitoTokenVerifier {
    const issuer = `${pool.endpoint}/${pool.settings.userPool.userPoolId}`;
    const clock = new FakeClock(pool.subject.now());
    return new CognitoTokenVerifier(
      { issuer, jwksUri: `${issuer}/.well-known/jwks.json`, clientIds: [clientId] },
      clock,
    );
  }

  describe('the verifier', () => {
    it('agrees with the provider on who signed in', async () => {
      const { tokens, identity, sessionId, authTime, groups } = await signInSomebody();
      const verifier = verifierFor(pool.settings.userPool.clientId);
      await expect(verifier.verify(tokens.accessToken)).resolves.toMatchObject({
        valid: true,
        claims: {
          userId: identity.userId,
          sessionId,
          authTime,
          groups,
          expiresAt: authTime + tokens.expiresIn,
          scopes: ['aws.cognito.signin.user.admin'],
        },
      });
    });

    it('refuses the other tokens of a sign-in, and those of another client', async () => {
      const { tokens } = await signInSomebody();
      const verifier = verifierFor(pool.settings.userPool.clientId);
      await expect(verifier.verify(tokens.idToken)).resolves.toEqual(INVALID);
      await expect(verifier.verify(tokens.refreshToken)).resolves.toEqual(INVALID);
      await expect(verifierFor('another-client').verify(tokens.accessToken)).resolves.toEqual(INVALID);
    });
  });

  describe('a pool made by an older guide, with a public client', () => {
    it('signs people up, in and on without the custom attributes', async () => {
      const { UserPool } = await client.send(
        new CreateUserPoolCommand({
          PoolName: 'older',
          UsernameAttributes: ['email'],
          AutoVerifiedAttributes: ['email'],
        }),
      );
      const userPoolId = UserPool?.Id ?? '';
      const { UserPoolClient } = await client.send(
        new CreateUserPoolClientCommand({
          UserPoolId: userPoolId,
          ClientName: 'web',
          ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
        }),
      );
      const userPool = { userPoolId, clientId: UserPoolClient?.ClientId ?? '' };
      const provider = new CognitoIdentityProvider(client, { userPool, authFlow: 'USER_PASSWORD_AUTH' });
      const older = new IdentityProviderSteps(() => ({ ...pool.subject, provider }), VARIANT);

      const { email, userId } = await older.register();
      await provider.confirmSignUp(email, await pool.subject.codeFor(email));
      const { tokens, identity } = await older.signedIn(email);
      expect(identity).toMatchObject({ userId, firstName: DRAFT.firstName, role: '', department: null });
      await expect(provider.refresh(tokens.refreshToken)).resolves.toMatchObject({
        outcome: 'refreshed',
        signIn: { tokens: { refreshToken: tokens.refreshToken } },
      });
    });
  });

  describe('a service configured wrongly', () => {
    const misconfigured = { code: 'internal_error', detail: undefined };

    it.each([
      ['a wrong client secret', { clientSecret: 'not-the-secret-of-this-client' }],
      ['no client secret', { clientSecret: undefined }],
      ['another client', { clientId: '0example0example0example' }],
      ['another pool', { userPoolId: 'us-east-1_Other00' }],
    ])('with %s never blames the person', async (_what, changes) => {
      const { clientSecret, ...userPool } = { ...pool.settings.userPool, ...changes };
      const provider = new CognitoIdentityProvider(client, {
        authFlow: 'ADMIN_USER_PASSWORD_AUTH',
        userPool: clientSecret === undefined ? userPool : { ...userPool, clientSecret },
      });
      const { email } = await as.registerAndConfirm();
      await expect(provider.signIn(email, PASSWORD, ORIGIN)).rejects.toMatchObject(misconfigured);
    });

    it('with a flow that the client does not allow never blames the person', async () => {
      const settings = { ...pool.settings, authFlow: 'USER_PASSWORD_AUTH' as const };
      const provider = new CognitoIdentityProvider(client, settings);
      await expect(provider.signIn(newEmail(), PASSWORD, ORIGIN)).rejects.toMatchObject(misconfigured);
    });
  });

  it('names each broken rule of a password', async () => {
    const { provider } = pool.subject;
    const rules = {
      'all-lower-case-1!': 'must contain an upper-case letter',
      'ALL-UPPER-CASE-1!': 'must contain a lower-case letter',
      'No-Digits-At-All!': 'must contain a digit',
      NoSymbolsAtAll1234: 'must contain a symbol',
      'Sh0rt!': 'must be at least 12 characters long',
    };
    for (const [password, violation] of Object.entries(rules)) {
      const result = await provider.signUp({ email: newEmail(), password, draft: DRAFT }, ORIGIN);
      expect(result).toEqual({ outcome: 'password_rejected', violations: [violation] });
    }
  });
});
