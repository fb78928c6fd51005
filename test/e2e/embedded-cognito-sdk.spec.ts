import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CognitoIdentityProvider } from '@aws-sdk/client-cognito-identity-provider';
import { claimsOf, EmbeddedCognitoHarness, PASSWORD } from '../support/embedded-cognito-harness.js';
import { EmbeddedCognitoProcess } from '../support/embedded-cognito-process.js';

describe('the embedded Cognito server, by the plain AWS SDK', () => {
  it('carries a user from sign-up to a sign-in after a restart', async () => {
    const cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool(
      {},
      {
        ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH'],
        RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 10 },
      },
    );
    await cognito.requireTotp('ON');
    const { poolId: UserPoolId, clientId: ClientId, sdk } = cognito;
    const email = 'ann@example.com';

    await sdk.signUp({ ClientId, Username: email, Password: PASSWORD });
    const ConfirmationCode = await cognito.newestCode(email);
    await sdk.confirmSignUp({ ClientId, Username: email, ConfirmationCode });

    const signIn = () =>
      cognito.sdk.adminInitiateAuth({
        UserPoolId,
        ClientId,
        AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: email, PASSWORD },
      });
    const asked = await signIn();
    expect(asked.ChallengeName).toBe('MFA_SETUP');
    const associated = await sdk.associateSoftwareToken({ Session: asked.Session });
    const secret = associated.SecretCode ?? '';
    const verified = await sdk.verifySoftwareToken({
      Session: associated.Session,
      UserCode: cognito.totp(secret),
    });
    const enrolled = await sdk.adminRespondToAuthChallenge({
      UserPoolId,
      ClientId,
      ChallengeName: 'MFA_SETUP',
      Session: verified.Session,
      ChallengeResponses: { USERNAME: email },
    });
    expect(claimsOf(enrolled.AuthenticationResult?.IdToken)).toMatchObject({ email });

    const signInWithTotp = async () => {
      cognito.clock.advance({ seconds: 30 });
      const { Session, ChallengeName } = await signIn();
      const done = await cognito.sdk.adminRespondToAuthChallenge({
        UserPoolId,
        ClientId,
        ChallengeName,
        Session,
        ChallengeResponses: { USERNAME: email, SOFTWARE_TOKEN_MFA_CODE: cognito.totp(secret) },
      });
      return done.AuthenticationResult;
    };
    const first = await signInWithTotp();
    const exchange = (RefreshToken: string | undefined) =>
      cognito.sdk.getTokensFromRefreshToken({ ClientId, RefreshToken });
    const { AuthenticationResult: second } = await exchange(first?.RefreshToken);
    expect(second?.RefreshToken).not.toBe(first?.RefreshToken);
    cognito.clock.advance({ seconds: 10 });
    await expect(exchange(first?.RefreshToken)).rejects.toMatchObject({ name: 'RefreshTokenReuseException' });
    await sdk.revokeToken({ ClientId, Token: second?.RefreshToken });
    await expect(exchange(second?.RefreshToken)).rejects.toMatchObject({ name: 'NotAuthorizedException' });

    await cognito.restart();
    const afterwards = await signInWithTotp();
    await expect(cognito.sdk.getUser({ AccessToken: afterwards?.AccessToken })).resolves.toMatchObject({
      Username: claimsOf(afterwards?.AccessToken)['sub'],
    });
    await expect(cognito.sdk.getUser({ AccessToken: first?.AccessToken })).rejects.toMatchObject({
      message: 'Access Token has been revoked',
    });
    await cognito.stop();
  });

  it('still has, after SIGKILL, everything that it had answered', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'embedded-cognito-kill-'));
    let running = await EmbeddedCognitoProcess.start(folder);
    let sdk = sdkFor(running.endpoint);
    const { UserPool } = await sdk.createUserPool({ PoolName: 'people', UsernameAttributes: ['email'] });
    const { UserPoolClient } = await sdk.createUserPoolClient({
      UserPoolId: UserPool?.Id,
      ClientName: 'service',
    });
    for (let round = 0; round < 3; round += 1) {
      const names = Array.from({ length: 4 }, (_, index) => `user-${round}-${index}@example.com`);
      const answered: string[] = [];
      const calls = names.map(async (Username) => {
        await sdk.signUp({ ClientId: UserPoolClient?.ClientId, Username, Password: PASSWORD });
        answered.push(Username);
      });
      await Promise.any(calls);
      await running.kill();
      await Promise.allSettled(calls);
      expect(answered).not.toEqual([]);
      running = await EmbeddedCognitoProcess.start(folder);
      sdk = sdkFor(running.endpoint);
      for (const Username of answered) {
        await expect(sdk.adminGetUser({ UserPoolId: UserPool?.Id, Username })).resolves.toMatchObject({
          UserStatus: 'UNCONFIRMED',
        });
      }
    }
    await running.kill();
    await rm(folder, { recursive: true });
  });
});

function sdkFor(endpoint: string): CognitoIdentityProvider {
  return new CognitoIdentityProvider({
    endpoint,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
}
