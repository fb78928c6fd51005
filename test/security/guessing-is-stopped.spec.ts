/**
 * Attack: passwords and codes are guessed, at one account or at many, from one address or under forged ones, one after the
 * other or all at once; or somebody else's account is probed for whether it exists by the way it locks.
 */
import { Journey, newEmail, PASSWORD } from '../support/journey.js';
import { RunningService } from '../support/running-service.js';

interface Refusal {
  readonly code: string;
}

describe('guessing', () => {
  let service: RunningService;
  let journey: Journey;

  beforeAll(async () => {
    service = await RunningService.start({ env: { LOCK_MINUTES: '0.1' } });
    journey = new Journey(service.origin, service.cognito);
  });

  afterAll(() => service.stopAndForget());

  const login = (email: string, password: string) =>
    journey.api.post<Refusal>('/auth/login', { email, password });

  it('a password locks the account after five tries, and time opens it again', async () => {
    const { email } = await journey.newPerson();
    for (let i = 0; i < 5; i += 1)
      expect((await login(email, 'wrong')).body.code).toBe('invalid_credentials');
    const [right, wrong] = [await login(email, PASSWORD), await login(email, 'wrong')];
    expect([right.status, right.body.code]).toEqual([423, 'account_locked']);
    expect([wrong.status, wrong.body.code]).toEqual([423, 'account_locked']);
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0);
    await new Promise((resolve) => setTimeout(resolve, 6_500));
    expect((await login(email, PASSWORD)).status).toBe(200);
  });

  it('locks an account that does not exist in the same way', async () => {
    const email = newEmail();
    const codes: string[] = [];
    for (let i = 0; i < 6; i += 1) codes.push((await login(email, 'wrong')).body.code);
    expect(codes).toEqual([...Array<string>(5).fill('invalid_credentials'), 'account_locked']);
  });

  it('locks the token endpoint too, whatever else its form says, and whatever else names the account', async () => {
    const { email, user } = await journey.newPerson();
    for (let i = 0; i < 5; i += 1) await login(email, 'wrong');
    const grant = async (more: Record<string, string>) => {
      const body = new URLSearchParams({ grant_type: 'password', password: PASSWORD, ...more });
      const answer = await fetch(`${service.origin}/api/v1/auth/token`, { method: 'POST', body });
      return [answer.status, ((await answer.json()) as { error: string }).error];
    };
    await expect(grant({ username: email })).resolves.toEqual([400, 'invalid_grant']);
    await expect(grant({ username: email, email: newEmail() })).resolves.toEqual([400, 'invalid_grant']);
    await expect(grant({ username: user.userId })).resolves.toEqual([400, 'invalid_request']);
  });

  it('starts anew after a sign-in that succeeds', async () => {
    const { email } = await journey.newPerson();
    for (let round = 0; round < 2; round += 1) {
      for (let i = 0; i < 4; i += 1) expect((await login(email, 'wrong')).status).toBe(401);
      expect((await login(email, PASSWORD)).status).toBe(200);
    }
  });

  it('a second factor locks the account too', async () => {
    const person = await journey.newPersonWithFactor();
    const verify = async (code: string) => {
      const { session } = await journey.login(person.email);
      return journey.api.post<Refusal>('/auth/mfa/verify', { session, code });
    };
    for (let i = 0; i < 5; i += 1) expect((await verify('000000')).status).toBe(401);
    expect((await login(person.email, PASSWORD)).body.code).toBe('account_locked');
  });
});

describe('guessing against the limits', () => {
  let service: RunningService;
  let journey: Journey;

  beforeAll(async () => {
    service = await RunningService.start({ env: { RATE_LIMIT_FACTOR: '1', LOCK_AFTER: '100' } });
    journey = new Journey(service.origin, service.cognito);
  });

  afterAll(() => service.stopAndForget());

  it('at one account is stopped even when all guesses come at once, and says when to come back', async () => {
    const email = newEmail();
    const answers = await Promise.all(
      Array.from({ length: 25 }, () =>
        journey.api.post<Refusal>('/auth/login', { email, password: 'wrong' }),
      ),
    );
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(15);
    for (const { body, headers } of refused) {
      expect(body.code).toBe('too_many_requests');
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
      expect(headers.get('ratelimit')).toMatch(/^"login";r=0;t=\d+$/);
      expect(headers.get('ratelimit-policy')).toBe('"login";q=10;w=60');
    }
  });

  it('at many accounts is stopped by address, and a forged address gains nothing', async () => {
    const answers: number[] = [];
    for (let i = 0; i < 12; i += 1) {
      const { status } = await journey.api.post<Refusal>(
        '/auth/login',
        { email: newEmail(), password: 'wrong' },
        { headers: { 'x-forwarded-for': `203.0.113.${i}`, forwarded: `for=203.0.113.${i}` } },
      );
      answers.push(status);
    }
    expect(answers.filter((status) => status === 429).length).toBeGreaterThanOrEqual(5);
  });

  it('announces the limits of cheap operations as well', async () => {
    const { headers } = await journey.api.get('/auth/policy');
    expect(headers.get('ratelimit-policy')).toBe('"default";q=600;w=60');
  });
});
