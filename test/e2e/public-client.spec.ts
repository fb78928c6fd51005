import {
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  SetUserPoolMfaConfigCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { createDynamoDbClient } from '../../src/aws/dynamodb-client.js';
import { SilentObserver } from '../../src/aws/silent-observer.js';
import { TABLES } from '../../src/provisioning/deployment.js';
import { ensureTables } from '../../src/provisioning/ensure-tables.js';
import { type AuthResult, Journey, newEmail, PASSWORD } from '../support/journey.js';
import { LocalAws } from '../support/local-aws.js';
import { RunningService } from '../support/running-service.js';

const NEW_PASSWORD = 'another-Horse-8-battery';

/** A pool as guides had people click it together: no attribute, no group and no secret of our own, nothing rotated. */
async function poolOfOldGuides(aws: LocalAws): Promise<Record<string, string>> {
  const { credentials } = aws.connection.cognito;
  const cognito = new CognitoIdentityProviderClient({
    region: 'us-east-1',
    endpoint: aws.cognitoServer,
    ...(credentials && { credentials }),
  });
  const { UserPool } = await cognito.send(
    new CreateUserPoolCommand({
      PoolName: 'my-app',
      UsernameAttributes: ['email'],
      AutoVerifiedAttributes: ['email'],
    }),
  );
  const UserPoolId = UserPool?.Id ?? '';
  await cognito.send(
    new SetUserPoolMfaConfigCommand({
      UserPoolId,
      MfaConfiguration: 'OPTIONAL',
      SoftwareTokenMfaConfiguration: { Enabled: true },
    }),
  );
  const { UserPoolClient } = await cognito.send(
    new CreateUserPoolClientCommand({
      UserPoolId,
      ClientName: 'my-app-client',
      GenerateSecret: false,
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    }),
  );
  const issuer = `${aws.cognitoServer}/${UserPoolId}`;
  return {
    COGNITO_USER_POOL_ID: UserPoolId,
    COGNITO_CLIENT_ID: UserPoolClient?.ClientId ?? '',
    COGNITO_CLIENT_SECRET: '',
    COGNITO_ISSUER: issuer,
    COGNITO_JWKS_URI: `${issuer}/.well-known/jwks.json`,
    COGNITO_AUTH_FLOW: 'USER_PASSWORD_AUTH',
  };
}

const refreshWith = (journey: Journey, refreshToken: string) =>
  journey.api.post<AuthResult & { code: string }>('/auth/refresh', { refreshToken });

/** Without rotation the refresh token stays what it is, and goes on working. */
async function expectLastingRefreshToken(journey: Journey, refreshToken: string): Promise<string> {
  let accessToken = '';
  for (let round = 0; round < 3; round += 1) {
    const { status, body } = await refreshWith(journey, refreshToken);
    expect([status, body.tokens.refreshToken]).toEqual([200, refreshToken]);
    accessToken = body.tokens.accessToken;
  }
  expect((await journey.api.get('/users/me', { token: accessToken })).status).toBe(200);
  return accessToken;
}

async function expectOver(
  journey: Journey,
  token: string,
  refreshToken: string,
  code = 'invalid_refresh_token',
): Promise<void> {
  const me = await journey.api.get('/users/me', { token });
  expect([me.status, me.body['code']]).toEqual([401, 'session_revoked']);
  const refreshed = await refreshWith(journey, refreshToken);
  expect([refreshed.status, refreshed.body.code]).toEqual([401, code]);
}

describe('a public client of a pool made as in older guides', () => {
  let aws: LocalAws;
  let service: RunningService;
  let journey: Journey;

  beforeAll(async () => {
    aws = await LocalAws.start();
    const prefix = 'my-app-';
    await ensureTables(createDynamoDbClient(aws.connection, new SilentObserver()), prefix, TABLES);
    const pool = await poolOfOldGuides(aws);
    const env = { ...aws.env(), ...pool, COGNITO_REFRESH_ROTATION: 'false', TABLE_PREFIX: prefix };
    service = await RunningService.start({ env });
    journey = new Journey(service.origin, aws.cognitoServer);
  });

  afterAll(async () => {
    await service.stopAndForget();
    await aws.close();
  });

  it('leads from sign-up over the second factor and a change of password to sign-out', async () => {
    const { api } = journey;
    const email = newEmail();
    await journey.register(email, { department: 'Engineering', employeeId: 'E-7' });
    await journey.confirm(email);
    const first = await journey.login(email);
    expect(first.status).toBe('AUTHENTICATED');
    expect(first.user).toMatchObject({
      email,
      firstName: 'Ada',
      department: 'Engineering',
      employeeId: 'E-7',
    });
    const app = await journey.enrolTotp(first.tokens.accessToken);

    const asked = await journey.login(email);
    expect(asked.status).toBe('MFA_REQUIRED');
    const answer = { session: asked.session, code: await app.nextCode() };
    const { tokens } = (await api.post<AuthResult>('/auth/mfa/verify', answer)).body;
    const token = await expectLastingRefreshToken(journey, tokens.refreshToken);

    const change = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD };
    expect((await api.post('/auth/change-password', change, { token })).status).toBe(204);
    expect((await refreshWith(journey, first.tokens.refreshToken)).status).toBe(401);
    const old = await api.post('/auth/login', { email, password: PASSWORD });
    expect([old.status, old.body['code']]).toEqual([401, 'invalid_credentials']);
    expect((await journey.login(email, NEW_PASSWORD)).status).toBe('MFA_REQUIRED');

    const kept = await expectLastingRefreshToken(journey, tokens.refreshToken);
    const out = await api.post('/auth/logout', { refreshToken: tokens.refreshToken }, { token: kept });
    expect(out.status).toBe(204);
    await expectOver(journey, kept, tokens.refreshToken);
  });

  it('refuses as every other does', async () => {
    const { email } = await journey.newPerson();
    const wrong = await journey.api.post('/auth/login', { email, password: 'wrong' });
    expect([wrong.status, wrong.body['code']]).toEqual([401, 'invalid_credentials']);
    const again = await journey.api.post('/auth/register', {
      email,
      password: PASSWORD,
      firstName: 'Ada',
      lastName: 'Lovelace',
      acceptTerms: true,
    });
    expect([again.status, again.body['code']]).toEqual([409, 'user_already_exists']);
    const early = newEmail();
    await journey.register(early);
    const unconfirmed = await journey.api.post('/auth/login', { email: early, password: PASSWORD });
    expect([unconfirmed.status, unconfirmed.body['code']]).toEqual([403, 'user_not_confirmed']);
  });
});

describe('a confidential client without rotation', () => {
  const rotation = { COGNITO_REFRESH_ROTATION: 'false' };
  let aws: LocalAws;
  let service: RunningService;
  let journey: Journey;

  beforeAll(async () => {
    aws = await LocalAws.start(rotation);
    service = await RunningService.start({ env: { ...aws.env(), ...rotation } });
    journey = new Journey(service.origin, aws.cognitoServer);
  });

  afterAll(async () => {
    await service.stopAndForget();
    await aws.close();
  });

  it('has a secret', () => {
    expect(aws.env()).toHaveProperty('COGNITO_CLIENT_SECRET');
  });

  it('keeps its refresh token until sign-out', async () => {
    const { tokens } = await journey.newPerson();
    const token = await expectLastingRefreshToken(journey, tokens.refreshToken);
    expect((await journey.api.post('/auth/logout', {}, { token })).status).toBe(204);
    // Cognito was not told of a refresh token, so it is the registry of sessions that refuses, the first time.
    await expectOver(journey, token, tokens.refreshToken, 'session_revoked');
    await expectOver(journey, token, tokens.refreshToken);
  });

  it('ends every session at once, the refresh tokens with them', async () => {
    const { email, tokens } = await journey.newPerson();
    const other = await journey.login(email);
    const token = await expectLastingRefreshToken(journey, tokens.refreshToken);
    expect((await journey.api.post('/auth/logout-all', undefined, { token })).status).toBe(204);
    await expectOver(journey, token, tokens.refreshToken);
    await expectOver(journey, other.tokens.accessToken, other.tokens.refreshToken);
  });
});
