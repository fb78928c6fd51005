/**
 * Attack: somebody makes the audit trail fail (floods its table, takes its rights away) and signs in, or changes things,
 * while nobody keeps a record. No tokens may be given then, and the failure must not pass for anything but a failure.
 */
import type { Answer } from '../support/api-client.js';
import { Journey, newEmail, PASSWORD } from '../support/journey.js';
import { LocalAws } from '../support/local-aws.js';
import { RunningService } from '../support/running-service.js';

describe('where the audit trail cannot be written', () => {
  let aws: LocalAws;
  let service: RunningService;
  let journey: Journey;

  beforeAll(async () => {
    aws = await LocalAws.start();
    service = await RunningService.start({ env: { ...aws.env(), UPSTREAM_BREAK_AFTER: '1000000' } });
    journey = new Journey(service.origin, aws.cognitoServer);
  });

  afterAll(async () => {
    await service.stop();
    await aws.close();
  });

  afterEach(() => {
    aws.dynamodb.behave(() => 'forward');
  });

  function expectUnavailable({ status, headers, body }: Answer): void {
    expect([status, body['code']]).toEqual([503, 'service_unavailable']);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(JSON.stringify(body)).not.toMatch(/token|eyJ|auth-audit|DynamoDB/i);
  }

  it.each(['reset', 'fail', 'throttle'] as const)('(%s) nobody gets tokens or a session', async (how) => {
    const { email, tokens } = await journey.newPerson();
    const factor = await journey.newPersonWithFactor();
    const { session } = await journey.login(factor.email);
    aws.dynamodb.behave((operation, body) =>
      operation === 'PutItem' && body.includes('"auth-audit"') ? how : 'forward',
    );
    expectUnavailable(await journey.api.post('/auth/login', { email, password: PASSWORD }));
    expectUnavailable(await journey.api.post('/auth/login', { email: newEmail(), password: PASSWORD }));
    const code = await factor.app.nextCode();
    expectUnavailable(await journey.api.post('/auth/mfa/verify', { session, code }));
    const { accessToken, refreshToken } = tokens;
    expectUnavailable(await journey.api.post('/auth/refresh', { refreshToken }));
    expectUnavailable(await journey.api.get('/users/me/export', { token: accessToken }));
    expectUnavailable(await journey.api.get('/admin/users', { token: accessToken }));
    // What needs no record goes on.
    expect((await journey.api.get('/users/me', { token: accessToken })).status).toBe(200);

    aws.dynamodb.behave(() => 'forward');
    expect((await journey.login(email)).status).toBe('AUTHENTICATED');
  });
});
