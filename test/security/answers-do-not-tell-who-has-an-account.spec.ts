/**
 * Attack: a list of addresses is tried at every public operation, to learn from status, body, headers or time which of them
 * have an account here. Whoever holds such a list sends the phishing mail only where it is believed.
 */
import type { Answer } from '../support/api-client.js';
import { Journey, newEmail, PASSWORD } from '../support/journey.js';
import { RunningService } from '../support/running-service.js';

/** What an attacker can compare: everything but what differs in any two answers. */
function comparable({ status, headers, body }: Answer, email: string): object {
  const differing = ['date', 'x-request-id', 'traceparent', 'ratelimit', 'content-length'];
  const kept = [...headers].filter(([name]) => !differing.includes(name));
  const text = JSON.stringify(body)
    .replaceAll(email, '<email>')
    .replace(/"requestId":"[^"]+"/, '');
  return { status, headers: Object.fromEntries(kept), text };
}

function medianOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

const NEW_PASSWORD = 'another-Horse-8-battery';

/** What can be asked of an address without being anybody. */
const QUESTIONS: [name: string, path: string, body: (email: string) => object][] = [
  ['login', '/auth/login', (email) => ({ email, password: 'wrong-Horse-1-battery' })],
  ['forgot-password', '/auth/forgot-password', (email) => ({ email })],
  ['resend-code', '/auth/resend-code', (email) => ({ email })],
  ['confirm', '/auth/confirm', (email) => ({ email, code: '0000' })],
  ['reset-password', '/auth/reset-password', (email) => ({ email, code: '0000', newPassword: NEW_PASSWORD })],
];

describe('whether an address has an account', () => {
  let service: RunningService;
  let journey: Journey;
  let confirmed: string;
  let unconfirmed: string;
  let disabled: string;

  beforeAll(async () => {
    service = await RunningService.start({
      plain: true,
      env: { SIGN_UP_DISCLOSURE: 'silent' },
    });
    journey = new Journey(service.origin, service.cognito);
    confirmed = (await journey.newPerson()).email;
    unconfirmed = newEmail();
    await journey.register(unconfirmed);
    const suspended = await journey.newPerson();
    disabled = suspended.email;
    const admin = await journey.login('admin@example.com', service.adminPassword);
    await journey.api.post(`/admin/users/${suspended.user.userId}/disable`, undefined, {
      token: admin.tokens.accessToken,
    });
  });

  afterAll(() => service.stopAndForget());

  it.each(QUESTIONS)('is not told by %s', async (_, path, body) => {
    const nobody = newEmail();
    const unknown = comparable(await journey.api.post(path, body(nobody)), nobody);
    for (const email of [confirmed, unconfirmed, disabled]) {
      expect(comparable(await journey.api.post(path, body(email)), email)).toEqual(unknown);
    }
  });

  it('is not told by a second reset with a code that expired or was never sent', async () => {
    await journey.api.post('/auth/forgot-password', { email: confirmed });
    const body = (email: string) => ({ email, code: '11111111', newPassword: NEW_PASSWORD });
    const nobody = newEmail();
    const unknown = comparable(await journey.api.post('/auth/reset-password', body(nobody)), nobody);
    const known = comparable(await journey.api.post('/auth/reset-password', body(confirmed)), confirmed);
    expect(known).toEqual(unknown);
  });

  it('is not told by a sign-up where that is silent, and its owner gets a mail instead', async () => {
    const signUp = async (email: string) => {
      const started = performance.now();
      const answer = await journey.api.post('/auth/register', {
        email,
        password: PASSWORD,
        firstName: 'Ada',
        lastName: 'Lovelace',
        acceptTerms: true,
      });
      return { answer: comparable(answer, email), body: answer.body, ms: performance.now() - started };
    };
    const fresh = await signUp(newEmail());
    expect(fresh.answer).toMatchObject({ status: 201 });
    expect(fresh.body).toEqual({
      userId: null,
      status: 'UNCONFIRMED',
      codeDelivery: { medium: 'EMAIL', destination: 'p***@e***.com' },
    });
    for (const email of [confirmed, unconfirmed, disabled]) {
      const taken = await signUp(email);
      expect(taken.answer).toEqual(fresh.answer);
      expect(Math.min(taken.ms, fresh.ms)).toBeGreaterThanOrEqual(990);
    }
    expect(await journey.notices(confirmed)).toContain('You already have an account');
    expect((await journey.login(confirmed)).status).toBe('AUTHENTICATED');
  });

  it('is not told by how long a wrong password takes', async () => {
    const timed = async (email: string) => {
      const started = performance.now();
      const { status } = await journey.api.post('/auth/login', { email, password: 'wrong-Horse-1-battery' });
      expect(status).toBe(401);
      return performance.now() - started;
    };
    const known: number[] = [];
    const unknown: number[] = [];
    for (let i = 0; i < 20; i += 1) {
      if (i % 4 === 0) await journey.login(confirmed);
      known.push(await timed(confirmed));
      unknown.push(await timed(newEmail()));
    }
    const [one, other] = [medianOf(known), medianOf(unknown)];
    expect(Math.max(one, other) / Math.min(one, other)).toBeLessThan(1.5);
  });
});
