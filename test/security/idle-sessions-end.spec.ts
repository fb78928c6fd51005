/**
 * Attack: somebody sits down at a screen that its owner left signed in, or finds tokens long after they were last used. A
 * session unused for longer than SESSION_IDLE_MINUTES must give neither data nor fresh tokens, on whatever instance it is
 * tried and however often, while a session in use must never run into it.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { inTime } from '../support/in-time.js';
import { type AuthResult, Journey } from '../support/journey.js';
import { LocalAws } from '../support/local-aws.js';
import { RunningService } from '../support/running-service.js';

const IDLE_MS = 4_000;
const SLACK_MS = 400;

describe('a session that nobody uses', () => {
  let aws: LocalAws;
  let instances: [RunningService, RunningService];
  let here: Journey;
  let there: Journey;

  beforeAll(async () => {
    aws = await LocalAws.start();
    const env = { ...aws.env(), SESSION_IDLE_MINUTES: String(IDLE_MS / 60_000) };
    instances = await Promise.all([RunningService.start({ env }), RunningService.start({ env })]);
    here = new Journey(instances[0].origin, aws.cognitoServer);
    there = new Journey(instances[1].origin, aws.cognitoServer);
  });

  afterAll(async () => {
    await Promise.all(instances.map((instance) => instance.stop()));
    await aws.close();
  });

  const use = async (journey: Journey, { tokens }: AuthResult): Promise<unknown> => {
    const { status, body } = await journey.api.get('/users/me', { token: tokens.accessToken });
    return status === 200 ? 200 : body['code'];
  };
  const refresh = ({ tokens }: AuthResult, journey = here) =>
    journey.api.post<AuthResult & { code?: string }>('/auth/refresh', { refreshToken: tokens.refreshToken });

  it('is refused on every instance and stays so, for access and refresh alike', async () => {
    const person = await here.newPerson();
    expect([await use(here, person), await use(there, person)]).toEqual([200, 200]);
    await sleep(IDLE_MS + SLACK_MS);
    for (const journey of [here, there, here, there]) {
      expect(await use(journey, person)).toBe('session_idle_timeout');
    }
    const refused = await here.api.get('/users/me', { token: person.tokens.accessToken });
    expect(refused.status).toBe(401);
    expect(refused.headers.get('www-authenticate')).toContain('error="invalid_token"');
    for (let i = 0; i < 2; i += 1) {
      const { status, body } = await refresh(person);
      expect([status, body.code]).toEqual([401, 'session_idle_timeout']);
    }
    expect(await use(there, person)).toBe('session_idle_timeout');
    const again = await here.login(person.email);
    const { body } = await here.api.get<{ items: unknown[] }>('/auth/sessions', {
      token: again.tokens.accessToken,
    });
    expect(body.items).toHaveLength(1);
  });

  it('is none that is used now and then, here and there', async () => {
    const pauses = [0.7, 0.1, 0.7, 0.7, 0.3];
    const longest = 0.7 * IDLE_MS;
    const waiting = (pauses.reduce((sum, pause) => sum + pause) + 2 * 0.7) * IDLE_MS;
    const { email } = await here.newPerson();
    await inTime(waiting + (IDLE_MS - longest), async () => {
      const person = await here.login(email);
      for (const [index, pause] of pauses.entries()) {
        await sleep(pause * IDLE_MS);
        expect(await use(index % 2 === 0 ? there : here, person)).toBe(200);
      }
      await sleep(longest);
      const refreshed = await refresh(person, there);
      expect(refreshed.status).toBe(200);
      await sleep(longest);
      expect(await use(here, refreshed.body)).toBe(200);
    });
  });

  it('is told to sign-in forms by the policy', async () => {
    const { body } = await here.api.get('/auth/policy');
    expect(body).toMatchObject({ session: { idleMinutes: IDLE_MS / 60_000 } });
  });
});
