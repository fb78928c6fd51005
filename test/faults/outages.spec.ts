import { setTimeout as sleep } from 'node:timers/promises';
import { PASSWORD } from '../support/journey.js';
import { FaultyWorld, SHORT_TIMEOUTS } from './faulty-world.js';

const AFTER_CACHES_MS = 5_000;
const MANY = 300;

/** What the process owes to people while something it needs is down, and right after. */
describe('an outage', () => {
  let world: FaultyWorld;

  const me = (token: string) => world.journey.api.get('/users/me', { token });
  const login = (email: string, password = PASSWORD) =>
    world.journey.api.post('/auth/login', { email, password });
  /** Asks until the answer is as wanted; throws when it takes far longer than a breaker is open. */
  const untilLogin = async (wanted: number): Promise<void> => {
    const deadline = Date.now() + 30_000;
    while ((await login(world.ada.email)).status !== wanted) {
      if (Date.now() > deadline) throw new Error(`signing in does not answer ${wanted} again`);
      await sleep(200);
    }
  };

  beforeAll(async () => {
    world = await FaultyWorld.start({ ...SHORT_TIMEOUTS, UPSTREAM_BREAK_AFTER: '20' });
  });
  afterEach(async () => {
    world.heal();
    await untilLogin(200);
  });
  afterAll(() => world.stop());

  it('of Cognito leaves signed-in people alone, seen before or not', async () => {
    const { tokens } = await world.journey.newPerson();
    world.aws.cognito.behave(() => 'hold');
    expect((await me(tokens.accessToken)).status).toBe(200);
    await sleep(AFTER_CACHES_MS);
    expect((await me(tokens.accessToken)).status).toBe(200);
  });

  it('of DynamoDB opens nothing to an ended session, and closes every other within five seconds', async () => {
    const alive = await world.journey.newPerson();
    const ended = await world.journey.newPerson();
    const out = await world.journey.api.post('/auth/logout', {}, { token: ended.tokens.accessToken });
    expect(out.status).toBe(204);
    expect((await me(alive.tokens.accessToken)).status).toBe(200);
    world.aws.dynamodb.behave(() => 'reset');
    const since = Date.now();
    while (Date.now() - since < AFTER_CACHES_MS) {
      expect([401, 503]).toContain((await me(ended.tokens.accessToken)).status);
      expect([200, 503]).toContain((await me(alive.tokens.accessToken)).status);
      await sleep(250);
    }
    const closed = await me(alive.tokens.accessToken);
    expect(closed.status).toBe(503);
    expect(Number(closed.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await me(ended.tokens.accessToken)).status).not.toBe(200);
  });

  it('is not asked about again and again, and ends by itself', async () => {
    world.aws.cognito.behave(() => 'fail');
    for (let i = 0; i < 30; i += 1) expect((await login(world.ada.email)).status).toBe(503);
    world.aws.cognito.takeCalls();
    const refused = await login(world.ada.email);
    expect(refused.status).toBe(503);
    expect(['1', '2']).toContain(refused.headers.get('retry-after'));
    expect(world.aws.cognito.takeCalls().length).toBeLessThanOrEqual(1);
    world.heal();
    await untilLogin(200);
  });

  it('cannot be made by callers who are wrong', async () => {
    for (let i = 0; i < 25; i += 1) {
      expect((await login(`nobody${i}@example.com`, 'wrong-Horse-1-staple')).status).toBe(401);
    }
    expect((await login(world.ada.email)).status).toBe(200);
  });

  it('of Cognito holds neither the process nor anybody for long', async () => {
    const { accessToken } = world.ada.tokens;
    world.aws.cognito.behave(() => 'hold');
    // Read just before, so that only the process itself can keep her waiting, and not this one, which plays AWS.
    expect((await me(accessToken)).status).toBe(200);
    const startedAt = performance.now();
    const waiting = Array.from({ length: MANY }, () => login(world.ada.email));
    await sleep(300);
    expect((await me(accessToken)).status).toBe(200);
    const answers = await Promise.all(waiting);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
    expect(performance.now() - startedAt).toBeLessThan(30_000);
    expect(world.aws.cognito.takeCalls().length).toBeLessThan(MANY / 2);
  });
});
