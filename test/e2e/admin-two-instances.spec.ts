import { Administrator, untilAnswered } from '../support/administrator.js';
import { type AuthResult, Journey } from '../support/journey.js';
import { LocalAws } from '../support/local-aws.js';
import { RunningService } from '../support/running-service.js';

const WITHIN_MS = 5_000;

/** Everybody who is refused is known to the other instance, whose caches are as warm as they can be. */
describe('what an administrator does on one instance', () => {
  let aws: LocalAws;
  let here: RunningService;
  let there: RunningService;
  let journey: Journey;
  let elsewhere: Journey;
  let admin: Administrator;

  const meElsewhere = (person: AuthResult) => () =>
    elsewhere.api.get('/users/me', { token: person.tokens.accessToken });
  const newPersonKnownElsewhere = async () => {
    const person = await journey.newPerson();
    expect((await meElsewhere(person)()).status).toBe(200);
    return person;
  };

  beforeAll(async () => {
    aws = await LocalAws.start();
    [here, there] = await Promise.all([
      RunningService.start({ env: aws.env() }),
      RunningService.start({ env: aws.env() }),
    ]);
    journey = new Journey(here.origin, aws.cognitoServer);
    elsewhere = new Journey(there.origin, aws.cognitoServer);
    admin = await Administrator.make(journey, aws.cognitoServer);
  });

  afterAll(async () => {
    await Promise.all([here.stop(), there.stop()]);
    await aws.close();
  });

  it.each(['disable', 'sign-out', 'reset-password', 'reset-mfa'])(
    '%s: is in force on the other within 5 s, on tokens already issued',
    async (action) => {
      const person = await newPersonKnownElsewhere();
      expect(await admin.act(action, person.user.userId)).toEqual([204, undefined]);
      const refused = action === 'disable' ? [401, 403] : [401];
      const here = await journey.api.get('/users/me', { token: person.tokens.accessToken });
      expect(refused).toContain(here.status);
      await untilAnswered(meElsewhere(person), here.status, WITHIN_MS);
    },
  );

  it('ending one session: is in force on the other within 5 s, and spares the rest', async () => {
    const person = await newPersonKnownElsewhere();
    const second = await journey.login(person.email);
    expect((await meElsewhere(second)()).status).toBe(200);
    const path = `/users/${person.user.userId}/sessions`;
    const { body } = await admin.get<{ items: { sessionId: string }[] }>(path);
    expect(body.items).toHaveLength(2);
    await admin.outcome('DELETE', `${path}/${body.items[0]?.sessionId ?? ''}`);
    await untilAnswered(meElsewhere(second), 401, WITHIN_MS);
    expect((await meElsewhere(person)()).status).toBe(200);
  });

  it('taking a group away: is in force on the other within 5 s, on tokens already issued', async () => {
    const other = await Administrator.make(journey, aws.cognitoServer);
    const same = other.at(elsewhere);
    expect((await same.get('/groups')).status).toBe(200);
    const path = `/users/${other.userId}/groups/admin`;
    expect(await admin.outcome('DELETE', path)).toEqual([204, undefined]);
    expect(await other.outcome('GET', '/groups')).toEqual([403, 'insufficient_scope']);
    await untilAnswered(() => same.get('/groups'), 403, WITHIN_MS);
    expect((await elsewhere.api.get('/users/me', { token: other.token })).status).toBe(200);
  });

  it('erasing: is in force on the other within 5 s, and nothing of it comes back', async () => {
    const person = await newPersonKnownElsewhere();
    expect(await admin.outcome('DELETE', `/users/${person.user.userId}`)).toEqual([204, undefined]);
    await untilAnswered(meElsewhere(person), 401, WITHIN_MS);
    const { refreshToken } = person.tokens;
    expect((await elsewhere.api.post('/auth/refresh', { refreshToken })).status).toBe(401);
    expect((await admin.get(`/users/${person.user.userId}`)).status).toBe(404);
  });

  it('two who remove each other on different instances: exactly one is left', async () => {
    for (let round = 0; round < 3; round += 1) {
      const one = await Administrator.make(journey, aws.cognitoServer);
      const two = (await Administrator.make(journey, aws.cognitoServer)).at(elsewhere);
      const outcomes = await Promise.all([
        one.outcome('DELETE', `/users/${two.userId}/groups/admin`),
        two.outcome('DELETE', `/users/${one.userId}/groups/admin`),
      ]);
      const [removed, refused] = outcomes.map(([status]) => status).sort();
      expect(removed).toBe(204);
      // Or 403, where the one was done before the other was judged.
      expect([403, 409]).toContain(refused);
    }
  });
});
