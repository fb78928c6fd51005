/**
 * Not an attack, and must not be taken for one: two tabs of one browser, or one app whose first answer was lost, send the
 * same refresh token at the same time or shortly after. Whoever signs people out for that makes them switch the protection
 * against stolen refresh tokens off.
 */
import { type AuthResult, Journey } from '../support/journey.js';
import { LocalAws } from '../support/local-aws.js';
import { RunningService } from '../support/running-service.js';

const WITHIN_GRACE_MS = 55_000;

describe('two tabs', () => {
  let aws: LocalAws;
  let instances: RunningService[];
  let tabs: [Journey, Journey];

  beforeAll(async () => {
    aws = await LocalAws.start();
    instances = await Promise.all([1, 2].map(() => RunningService.start({ env: aws.env() })));
    const [one, two] = instances.map(({ origin }) => new Journey(origin, aws.cognitoServer));
    if (one === undefined || two === undefined) throw new Error('two instances are needed');
    tabs = [one, two];
  });

  afterEach(() => {
    aws.setCognitoClockOffset(0);
  });

  afterAll(async () => {
    await Promise.all(instances.map((instance) => instance.stop()));
    await aws.close();
  });

  const refresh = async (tab: Journey, { tokens }: AuthResult): Promise<AuthResult> => {
    const answer = await tab.api.post<AuthResult>('/auth/refresh', { refreshToken: tokens.refreshToken });
    expect(answer.status).toBe(200);
    return answer.body;
  };

  it('get tokens each that work, although they refresh with the same one at the same moment', async () => {
    const person = await tabs[0].newPerson();
    const results = await Promise.all([...tabs, ...tabs].map((tab) => refresh(tab, person)));
    for (const [index, { tokens }] of results.entries()) {
      const { api } = tabs[index % 2 === 0 ? 0 : 1];
      expect((await api.get('/users/me', { token: tokens.accessToken })).status).toBe(200);
    }
    for (const result of results) await refresh(tabs[1], result);
  });

  it('get tokens each although one is most of a minute behind', async () => {
    const person = await tabs[0].newPerson();
    const first = await refresh(tabs[0], person);
    aws.setCognitoClockOffset(WITHIN_GRACE_MS);
    const second = await refresh(tabs[1], person);
    for (const { tokens } of [first, second]) {
      expect((await tabs[0].api.get('/users/me', { token: tokens.accessToken })).status).toBe(200);
    }
  });
});
