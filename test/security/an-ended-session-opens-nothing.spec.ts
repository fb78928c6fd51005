/**
 * Attack: somebody holds the tokens of a session that its owner has ended: by signing out, by signing out everywhere, or
 * from the list of sessions. They are tried at once, on another instance of the service, and for fresh tokens. Somebody else
 * tries to end sessions that are not theirs, or to read the list by a cursor of another person's.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiClient, type Answer } from '../support/api-client.js';
import { type AuthResult, Journey } from '../support/journey.js';
import { LocalAws } from '../support/local-aws.js';
import { RunningService } from '../support/running-service.js';

interface Listed {
  readonly items: readonly { readonly sessionId: string; readonly current: boolean }[];
  readonly nextCursor: string | null;
}

const WITHIN_MS = 5_000;

describe('an ended session', () => {
  let aws: LocalAws;
  let here: RunningService;
  let there: RunningService;
  let journey: Journey;
  let elsewhere: ApiClient;

  beforeAll(async () => {
    aws = await LocalAws.start();
    [here, there] = await Promise.all([
      RunningService.start({ env: aws.env() }),
      RunningService.start({ env: aws.env() }),
    ]);
    journey = new Journey(here.origin, aws.cognitoServer);
    elsewhere = new ApiClient(there.origin);
  });

  afterAll(async () => {
    await Promise.all([here.stop(), there.stop()]);
    await aws.close();
  });

  const use = ({ tokens }: AuthResult, api = journey.api) =>
    api.get('/users/me', { token: tokens.accessToken });
  const refresh = ({ tokens }: AuthResult) =>
    journey.api.post('/auth/refresh', { refreshToken: tokens.refreshToken });
  const list = async ({ tokens }: AuthResult, query = ''): Promise<Listed> =>
    (await journey.api.get<Listed>(`/auth/sessions${query}`, { token: tokens.accessToken })).body;
  const endOne = ({ tokens }: AuthResult, sessionId: string) =>
    journey.api.call('DELETE', `/auth/sessions/${sessionId}`, { token: tokens.accessToken });
  const outcome = ({ status, body }: Answer<unknown>): unknown[] => [
    status,
    (body as { code?: string }).code,
  ];

  async function expectOver(session: AuthResult): Promise<void> {
    const refused = await use(session);
    expect(outcome(refused)).toEqual([401, 'session_revoked']);
    expect(refused.headers.get('www-authenticate')).toContain('error="invalid_token"');
    const notRefreshed = await refresh(session);
    expect(notRefreshed.status).toBe(401);
    expect(['session_revoked', 'invalid_refresh_token']).toContain(notRefreshed.body['code']);
  }

  /** What another instance has read of the session may be as old as it can be. */
  async function expectOverElsewhere(session: AuthResult, end: () => Promise<unknown>): Promise<void> {
    expect((await use(session, elsewhere)).status).toBe(200);
    await end();
    const deadline = Date.now() + WITHIN_MS;
    while ((await use(session, elsewhere)).status === 200 && Date.now() < deadline) await sleep(100);
    expect(outcome(await use(session, elsewhere))).toEqual([401, 'session_revoked']);
  }

  it('is of no use after a sign-out, here at once and elsewhere within five seconds', async () => {
    const person = await journey.newPerson();
    await expectOverElsewhere(person, async () => {
      const { accessToken } = person.tokens;
      expect((await journey.api.post('/auth/logout', {}, { token: accessToken })).status).toBe(204);
      await expectOver(person);
    });
  });

  it('is of no use with tokens that were refreshed before its end', async () => {
    const person = await journey.newPerson();
    const refreshed = (await refresh(person)).body as unknown as AuthResult;
    await journey.api.post('/auth/logout', {}, { token: person.tokens.accessToken });
    await expectOver(refreshed);
  });

  it('is every session of the user after a sign-out everywhere, and nobody else’s', async () => {
    const person = await journey.newPerson();
    const other = await journey.login(person.email);
    const stranger = await journey.newPerson();
    await expectOverElsewhere(other, async () => {
      const { accessToken } = person.tokens;
      expect((await journey.api.post('/auth/logout-all', undefined, { token: accessToken })).status).toBe(
        204,
      );
      await expectOver(person);
      await expectOver(other);
    });
    expect((await use(stranger)).status).toBe(200);
    const again = await journey.login(person.email);
    expect((await use(again)).status).toBe(200);
    expect((await list(again)).items).toHaveLength(1);
  });

  it('is that of a sign-in, too, which began before a sign-out everywhere and was finished after it', async () => {
    const person = await journey.newPerson();
    const token = person.tokens.accessToken;
    const app = await journey.enrolTotp(token);
    const half = await journey.login(person.email);
    expect(half.status).toBe('MFA_REQUIRED');
    expect((await journey.api.post('/auth/logout-all', undefined, { token })).status).toBe(204);
    const answer = { session: half.session, code: await app.nextCode() };
    const finished = await journey.api.post<AuthResult>('/auth/mfa/verify', answer);
    expect(finished.body.status).toBe('AUTHENTICATED');
    await expectOver(finished.body);
  });

  it('is the one that its owner chose from the list, and no other', async () => {
    const person = await journey.newPerson();
    const lost = await journey.login(person.email);
    const { items } = await list(person);
    expect(items.map(({ current }) => current)).toEqual([false, true]);
    await expectOverElsewhere(lost, async () => {
      expect((await endOne(person, items[0]?.sessionId ?? '')).status).toBe(204);
      await expectOver(lost);
    });
    expect((await use(person)).status).toBe(200);
    expect((await list(person)).items.map(({ current }) => current)).toEqual([true]);
  });

  it('cannot be that of somebody else, nor one that nobody knows', async () => {
    const [person, stranger] = [await journey.newPerson(), await journey.newPerson()];
    const [theirs] = (await list(person)).items;
    expect(outcome(await endOne(stranger, theirs?.sessionId ?? ''))).toEqual([404, 'not_found']);
    expect(outcome(await endOne(stranger, '5e0b2f4a-9a0c-4b52-a1a3-0f8a6c1d7e11'))).toEqual([
      404,
      'not_found',
    ]);
    expect(outcome(await endOne(stranger, 'user%23x'))).toEqual([400, 'validation_failed']);
    expect((await use(person)).status).toBe(200);
  });

  it('is not found by the cursor of another person’s list', async () => {
    const person = await journey.newPerson();
    const signIns = [person, await journey.login(person.email), await journey.login(person.email)];
    const first = await list(person, '?limit=2');
    expect(first.items).toHaveLength(2);
    const cursor = `?limit=2&cursor=${first.nextCursor ?? ''}`;
    expect(await list(person, cursor)).toMatchObject({ items: [{ current: true }], nextCursor: null });
    expect(signIns).toHaveLength(3);
    const stranger = await journey.newPerson();
    const refused = await journey.api.get(`/auth/sessions${cursor}`, { token: stranger.tokens.accessToken });
    expect(outcome(refused)).toEqual([400, 'validation_failed']);
  });
});
