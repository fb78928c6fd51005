/**
 * Attack: somebody has copied a refresh token and uses it after its owner has exchanged it for a new one, or the other way
 * round. Nobody can tell which of the two is the owner, so neither may get tokens any more, and it has to be on record.
 */
import type { Answer } from '../support/api-client.js';
import { type AuthResult, Journey } from '../support/journey.js';
import { LocalAws } from '../support/local-aws.js';
import { RunningService } from '../support/running-service.js';

const AFTER_GRACE_MS = 61_000;

describe('a refresh token that is used again', () => {
  let aws: LocalAws;
  let service: RunningService;
  let journey: Journey;

  beforeAll(async () => {
    aws = await LocalAws.start();
    service = await RunningService.start({ env: aws.env() });
    journey = new Journey(service.origin, aws.cognitoServer);
  });

  afterEach(() => {
    aws.dynamodb.behave(() => 'forward');
    aws.setCognitoClockOffset(0);
  });

  afterAll(async () => {
    await service.stop();
    await aws.close();
  });

  const refresh = ({ tokens }: AuthResult) =>
    journey.api.post<AuthResult & { code?: string }>('/auth/refresh', { refreshToken: tokens.refreshToken });
  const use = ({ tokens }: AuthResult) => journey.api.get('/users/me', { token: tokens.accessToken });
  const outcome = ({ status, body }: Answer<object>): unknown[] => [
    status,
    'code' in body ? body.code : undefined,
  ];
  const auditTypes = async ({ email }: { email: string }): Promise<string[]> => {
    const { tokens } = await journey.login(email);
    const answer = await journey.api.get<{ items: { type: string }[] }>('/users/me/activity?limit=100', {
      token: tokens.accessToken,
    });
    return answer.body.items.map(({ type }) => type);
  };

  it('ends the session with all its tokens, the newest ones included, and is on record', async () => {
    const person = await journey.newPerson();
    const newer = (await refresh(person)).body;
    const newest = (await refresh(newer)).body;
    expect((await use(newest)).status).toBe(200);
    aws.setCognitoClockOffset(AFTER_GRACE_MS);
    expect(outcome(await refresh(person))).toEqual([401, 'invalid_refresh_token']);
    for (const tokens of [person, newer, newest]) {
      expect(outcome(await use(tokens))).toEqual([401, 'session_revoked']);
      expect((await refresh(tokens)).status).toBe(401);
    }
    const types = await auditTypes(person);
    expect(types.filter((type) => type === 'token.reuse_detected')).toHaveLength(1);
    expect(types).toEqual(expect.arrayContaining(['token.refreshed', 'token.refresh_failed']));
  });

  it('ends the session also where it is one from the middle of the chain', async () => {
    const person = await journey.newPerson();
    const middle = (await refresh(person)).body;
    const newest = (await refresh(middle)).body;
    aws.setCognitoClockOffset(AFTER_GRACE_MS);
    expect((await refresh(middle)).status).toBe(401);
    expect(outcome(await use(newest))).toEqual([401, 'session_revoked']);
    expect(outcome(await refresh(newest))).toEqual([401, 'session_revoked']);
  });

  it("leaves the user's other sessions alone", async () => {
    const person = await journey.newPerson();
    const other = await journey.login(person.email);
    await refresh(person);
    aws.setCognitoClockOffset(AFTER_GRACE_MS);
    expect((await refresh(person)).status).toBe(401);
    expect((await use(other)).status).toBe(200);
    expect((await refresh(other)).status).toBe(200);
  });

  it('is found although our own note of the exchange was lost', async () => {
    const person = await journey.newPerson();
    aws.dynamodb.behave((operation) => (operation === 'UpdateItem' ? 'fail' : 'forward'));
    expect((await refresh(person)).status).toBe(503);
    aws.dynamodb.behave(() => 'forward');
    const newer = await refresh(person);
    expect(newer.status).toBe(200);
    expect((await refresh(newer.body)).status).toBe(200);
    aws.setCognitoClockOffset(AFTER_GRACE_MS);
    expect((await refresh(person)).status).toBe(401);
    expect(outcome(await use(newer.body))).toEqual([401, 'session_revoked']);
  });

  it('is not told from one that nobody ever had', async () => {
    const answers = [];
    for (const refreshToken of ['made-up', 'eyJjdHkiOiJKV1QifQ.a.b.c.d']) {
      answers.push(outcome(await journey.api.post('/auth/refresh', { refreshToken })));
    }
    expect(answers).toEqual([
      [401, 'invalid_refresh_token'],
      [401, 'invalid_refresh_token'],
    ]);
  });
});

describe('where the pool does not rotate refresh tokens', () => {
  const env = { COGNITO_REFRESH_ROTATION: 'false' };
  let aws: LocalAws;
  let service: RunningService;
  let journey: Journey;

  beforeAll(async () => {
    aws = await LocalAws.start(env);
    service = await RunningService.start({ env: { ...aws.env(), ...env } });
    journey = new Journey(service.origin, aws.cognitoServer);
  });

  afterAll(async () => {
    await service.stop();
    await aws.close();
  });

  it('the one token goes on working, and stops with its session', async () => {
    const { tokens } = await journey.newPerson();
    const refresh = () =>
      journey.api.post<AuthResult>('/auth/refresh', { refreshToken: tokens.refreshToken });
    const first = await refresh();
    expect(first.body.tokens.refreshToken).toBe(tokens.refreshToken);
    aws.setCognitoClockOffset(2 * AFTER_GRACE_MS);
    const second = await refresh();
    expect(second.status).toBe(200);
    const token = second.body.tokens.accessToken;
    expect((await journey.api.post('/auth/logout', {}, { token })).status).toBe(204);
    const refused = await journey.api.post('/auth/refresh', { refreshToken: tokens.refreshToken });
    expect([refused.status, refused.body['code']]).toEqual([401, 'session_revoked']);
  });
});
