/**
 * Attack: something that looks like a token is sent as one: an ID token, a refresh token, a token of another pool, of
 * another client of the same pool, an expired one, one with a forged signature or algorithm, or a header bent in shape.
 */
import {
  AdminInitiateAuthCommand,
  CreateUserPoolClientCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { generateKeyPairSync } from 'node:crypto';
import { base64url, SignJWT } from 'jose';
import { createCognitoClient } from '../../src/aws/cognito-client.js';
import { SilentObserver } from '../../src/aws/silent-observer.js';
import { Journey, PASSWORD } from '../support/journey.js';
import { LocalAws } from '../support/local-aws.js';
import { RunningService } from '../support/running-service.js';

describe('a bearer token', () => {
  let aws: LocalAws;
  let service: RunningService;
  let journey: Journey;
  let person: Awaited<ReturnType<Journey['newPerson']>>;

  beforeAll(async () => {
    aws = await LocalAws.start();
    service = await RunningService.start({ env: aws.env() });
    journey = new Journey(service.origin, aws.cognitoServer);
    person = await journey.newPerson();
  });

  afterAll(async () => {
    await service.stop();
    await aws.close();
  });

  async function expectRefused(token: string): Promise<void> {
    const { status, body, headers } = await journey.api.get('/users/me', { token });
    expect([status, body['code']]).toEqual([401, 'invalid_token']);
    expect(headers.get('www-authenticate')).toContain('error="invalid_token"');
  }

  const parts = () => person.tokens.accessToken.split('.') as [string, string, string];
  const claims = () => JSON.parse(Buffer.from(parts()[1], 'base64url').toString()) as Record<string, unknown>;

  it('is asked for', async () => {
    const { status, body, headers } = await journey.api.get('/users/me');
    expect([status, body['code']]).toEqual([401, 'authentication_required']);
    expect(headers.get('www-authenticate')).toBe('Bearer realm="auth"');
  });

  it('is not an ID token', () => expectRefused(person.tokens.idToken));

  it('is not a refresh token', () => expectRefused(person.tokens.refreshToken));

  it('is not one of another pool', async () => {
    const other = await RunningService.start({ env: { TEST_SIGNING_KEYS: '' } });
    const stranger = await new Journey(other.origin, other.cognito).newPerson();
    await expectRefused(stranger.tokens.accessToken);
    await other.stopAndForget();
  });

  it('is not one of another client of the same pool', async () => {
    const cognito = createCognitoClient(aws.connection, new SilentObserver());
    const { userPoolId } = aws.connection.userPool;
    const created = await cognito.send(
      new CreateUserPoolClientCommand({
        UserPoolId: userPoolId,
        ClientName: 'another',
        ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      }),
    );
    const signedIn = await cognito.send(
      new AdminInitiateAuthCommand({
        UserPoolId: userPoolId,
        ClientId: created.UserPoolClient?.ClientId,
        AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: person.email, PASSWORD },
      }),
    );
    await expectRefused(signedIn.AuthenticationResult?.AccessToken ?? '');
  });

  it('is not one that has expired', async () => {
    aws.setCognitoClockOffset(-2 * 3_600_000);
    const expired = await journey.login(person.email);
    aws.setCognitoClockOffset(0);
    await expectRefused(expired.tokens.accessToken);
  });

  it('keeps its payload and its signature', async () => {
    const [head, , seal] = parts();
    const admin = base64url.encode(JSON.stringify({ ...claims(), 'cognito:groups': ['admin'] }));
    await expectRefused(`${head}.${admin}.${seal}`);
    await expectRefused(`${head}.${parts()[1]}.`);
    await expectRefused(`${head}.${parts()[1]}.${'A'.repeat(seal.length)}`);
  });

  it('is signed by RS256 with a key of the pool, whatever its header says', async () => {
    const { kid } = JSON.parse(Buffer.from(parts()[0], 'base64url').toString()) as { kid: string };
    const none = base64url.encode(JSON.stringify({ alg: 'none', kid }));
    await expectRefused(`${none}.${parts()[1]}.`);
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const forged = new SignJWT(claims());
    await expectRefused(await forged.setProtectedHeader({ alg: 'RS256', kid }).sign(privateKey));
    const jwk = publicKey.export({ format: 'jwk' });
    await expectRefused(
      await new SignJWT(claims()).setProtectedHeader({ alg: 'RS256', kid, jwk }).sign(privateKey),
    );
    const jwks = (await (await fetch(aws.connection.jwksUri)).json()) as { keys: { n: string }[] };
    const hmacKey = new TextEncoder().encode(jwks.keys[0]?.n ?? '');
    await expectRefused(await new SignJWT(claims()).setProtectedHeader({ alg: 'HS256', kid }).sign(hmacKey));
  });

  it('comes alone, in one piece and after the word Bearer', async () => {
    const { accessToken } = person.tokens;
    for (const authorization of [
      accessToken,
      `Bearer ${accessToken}, Bearer ${accessToken}`,
      `Bearer ${accessToken} x`,
      `Bearer ${'A'.repeat(9000)}`,
      'Bearer ',
    ]) {
      const { status, body } = await journey.api.get('/users/me', { headers: { authorization } });
      expect([status, body['code']]).toEqual([401, 'invalid_token']);
    }
    const basic = { authorization: `Basic ${accessToken}` };
    const { status, headers } = await journey.api.get('/users/me', { headers: basic });
    expect([status, headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="auth"']);
  });

  it('is never written to the log, and neither are codes and passwords', async () => {
    const { accessToken, idToken, refreshToken } = person.tokens;
    await journey.api.post('/auth/login', { email: person.email, password: 'wrong-Password-1' });
    await journey.api.post('/auth/mfa/verify', { session: refreshToken, code: '424242' });
    for (const secret of [accessToken, idToken, refreshToken, PASSWORD, 'wrong-Password-1', '424242']) {
      expect(service.log).not.toContain(secret);
    }
  });
});
