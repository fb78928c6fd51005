/**
 * Attack: passwords and codes are guessed, at one account or at many, from one address or under forged ones, one after the
 * other or all at once; or somebody else's account is probed for whether it exists by the way it locks.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer } from '../support/api-client.js';
import { inTime } from '../support/in-time.js';
import { Journey, newEmail, PASSWORD } from '../support/journey.js';
import { RunningService } from '../support/running-service.js';

interface Refusal {
  readonly code: string;
}

const NEW_PASSWORD = 'another-Horse-8-battery';

const LOCK_MS = 6_000;
const AFTER_LOCK_MS = LOCK_MS + 500;

const LOCKED = [423, 'account_locked', true];

/** What a client sees of a refusal, and whether it is told when to come back. */
function summaryOf({ status, body, headers }: Answer<Refusal>): unknown[] {
  return [status, body.code, Number(headers.get('retry-after')) > 0];
}

/** A code of the same form that is not the right one. */
function wrong(code: string): string {
  return `${code.startsWith('0') ? '1' : '0'}${code.slice(1)}`;
}

describe('guessing', () => {
  let service: RunningService;
  let journey: Journey;

  beforeAll(async () => {
    service = await RunningService.start({ env: { LOCK_MINUTES: String(LOCK_MS / 60_000) } });
    journey = new Journey(service.origin, service.cognito);
  });

  afterAll(() => service.stopAndForget());

  const login = (email: string, password: string) =>
    journey.api.post<Refusal>('/auth/login', { email, password });
  const reset = (email: string, code: string) =>
    journey.api.post<Refusal>('/auth/reset-password', { email, code, newPassword: NEW_PASSWORD });

  it('a password locks the account after five tries, and time opens it again', () =>
    inTime(LOCK_MS + AFTER_LOCK_MS, async () => {
      const { email } = await journey.newPerson();
      for (let i = 0; i < 5; i += 1)
        expect((await login(email, 'wrong')).body.code).toBe('invalid_credentials');
      const [right, wrong] = [await login(email, PASSWORD), await login(email, 'wrong')];
      expect([right.status, right.body.code]).toEqual([423, 'account_locked']);
      expect([wrong.status, wrong.body.code]).toEqual([423, 'account_locked']);
      expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0);
      await sleep(AFTER_LOCK_MS);
      expect((await login(email, PASSWORD)).status).toBe(200);
    }));

  it('locks an account that does not exist in the same way', () =>
    inTime(LOCK_MS, async () => {
      const email = newEmail();
      const codes: string[] = [];
      for (let i = 0; i < 6; i += 1) codes.push((await login(email, 'wrong')).body.code);
      expect(codes).toEqual([...Array<string>(5).fill('invalid_credentials'), 'account_locked']);
    }));

  it('locks the token endpoint too, whatever else its form says, and whatever else names the account', () =>
    inTime(LOCK_MS, async () => {
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
    }));

  it('starts anew after a sign-in that succeeds', () =>
    inTime(LOCK_MS, async () => {
      const { email } = await journey.newPerson();
      for (let round = 0; round < 2; round += 1) {
        for (let i = 0; i < 4; i += 1) expect((await login(email, 'wrong')).status).toBe(401);
        expect((await login(email, PASSWORD)).status).toBe(200);
      }
    }));

  it('a reset code locks the account alike, whether or not it exists, and then even the right code is refused', () =>
    inTime(LOCK_MS, async () => {
      const { email } = await journey.newPerson();
      await journey.api.post('/auth/forgot-password', { email });
      const code = await journey.mailedCode(email);
      for (const [account, right] of [
        [email, code],
        [newEmail(), '123456'],
      ] as const) {
        const refusals = [];
        for (let i = 0; i < 5; i += 1) refusals.push(summaryOf(await reset(account, wrong(right))));
        expect(refusals).toEqual(Array(5).fill([400, 'code_mismatch', false]));
        expect(summaryOf(await reset(account, wrong(right)))).toEqual(LOCKED);
        expect(summaryOf(await reset(account, right))).toEqual(LOCKED);
        expect(summaryOf(await login(account, PASSWORD))).toEqual(LOCKED);
      }
    }));

  it('codes and passwords are counted together, and what was refused by the lock has spent no code', () =>
    inTime(LOCK_MS + AFTER_LOCK_MS, async () => {
      const { email } = await journey.newPerson();
      await journey.api.post('/auth/forgot-password', { email });
      const code = await journey.mailedCode(email);
      for (let i = 0; i < 3; i += 1) expect((await login(email, 'wrong')).status).toBe(401);
      for (let i = 0; i < 2; i += 1) expect((await reset(email, wrong(code))).status).toBe(400);
      expect(summaryOf(await reset(email, code))).toEqual(LOCKED);
      await sleep(AFTER_LOCK_MS);
      expect((await reset(email, code)).status).toBe(204);
    }));

  it('the current password of a stolen session locks the account, for the sign-in as well', () =>
    inTime(LOCK_MS, async () => {
      const { email, tokens } = await journey.newPerson();
      const change = (currentPassword: string) =>
        journey.api.post<Refusal>(
          '/auth/change-password',
          { currentPassword, newPassword: NEW_PASSWORD },
          { token: tokens.accessToken },
        );
      for (let i = 0; i < 5; i += 1)
        expect(summaryOf(await change('wrong'))).toEqual([400, 'current_password_mismatch', false]);
      for (const password of ['wrong', PASSWORD]) expect(summaryOf(await change(password))).toEqual(LOCKED);
      expect(summaryOf(await login(email, PASSWORD))).toEqual(LOCKED);
    }));

  it('the code for an address that is not their own locks the account of whoever wants it', () =>
    inTime(LOCK_MS, async () => {
      const { tokens } = await journey.newPerson();
      const wanted = newEmail();
      const token = tokens.accessToken;
      expect((await journey.api.post('/users/me/email', { newEmail: wanted }, { token })).status).toBe(202);
      const code = await journey.mailedCode(wanted);
      const verify = (given: string) =>
        journey.api.post<Refusal>('/users/me/email/verify', { code: given }, { token });
      for (let i = 0; i < 5; i += 1) expect((await verify(wrong(code))).body.code).toBe('code_mismatch');
      for (const given of [wrong(code), code]) expect(summaryOf(await verify(given))).toEqual(LOCKED);
    }));

  it('a second factor locks the account too', () =>
    inTime(LOCK_MS, async () => {
      const person = await journey.newPersonWithFactor();
      const verify = async (code: string) => {
        const { session } = await journey.login(person.email);
        return journey.api.post<Refusal>('/auth/mfa/verify', { session, code });
      };
      for (let i = 0; i < 5; i += 1) expect((await verify('000000')).status).toBe(401);
      expect((await login(person.email, PASSWORD)).body.code).toBe('account_locked');
    }));
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

  it('at the code or the current password of one account is stopped even when all guesses come at once', async () => {
    const email = newEmail();
    const answers = await Promise.all(
      Array.from({ length: 25 }, () =>
        journey.api.post<Refusal>('/auth/reset-password', { email, code: '0000', newPassword: NEW_PASSWORD }),
      ),
    );
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(10);
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

/**
 * Attack: where the lock of the service comes late, Cognito's own comes first, and only accounts that exist have it: whoever
 * guesses at an address until it shows knows that there is an account.
 */
describe("guessing until Cognito's own lock comes first", () => {
  let service: RunningService;
  let journey: Journey;

  beforeAll(async () => {
    service = await RunningService.start({ env: { LOCK_AFTER: '12', SIGN_UP_DISCLOSURE: 'silent' } });
    journey = new Journey(service.origin, service.cognito);
  });

  afterAll(() => service.stopAndForget());

  it.each([
    ['a sign-in', '/auth/login', { password: 'wrong-Horse-1-battery' }],
    ['a reset', '/auth/reset-password', { code: '0000', newPassword: NEW_PASSWORD }],
  ])(
    '%s answers alike for whom there is and for whom there is not, until the account is locked',
    async (_, path, body) => {
      const { email } = await journey.newPerson();
      const answersTo = async (account: string) => {
        const answers: unknown[] = [];
        for (let i = 0; i < 14; i += 1) {
          answers.push(summaryOf(await journey.api.post<Refusal>(path, { email: account, ...body })));
        }
        return answers;
      };
      const known = await answersTo(email);
      expect(known).toEqual(await answersTo(newEmail()));
      expect(known[11]).not.toEqual(LOCKED);
      expect(known.slice(12)).toEqual([LOCKED, LOCKED]);
    },
  );

  it('a confirmation answers alike for whom there is and for whom there is not, past the cap of Cognito', async () => {
    const email = newEmail();
    await journey.register(email);
    const code = wrong(await journey.mailedCode(email));
    for (const account of [newEmail(), email]) {
      const answers = new Set<string>();
      for (let i = 0; i < 18; i += 1) {
        const answer = await journey.api.post<Refusal>('/auth/confirm', { email: account, code });
        answers.add(JSON.stringify(summaryOf(answer)));
      }
      expect([...answers]).toEqual([JSON.stringify([400, 'code_mismatch', false])]);
    }
  });
});
