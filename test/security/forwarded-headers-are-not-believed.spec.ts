/**
 * Attack: a caller names another address for itself (X-Forwarded-For and its relatives), to get round rate limits, to put
 * somebody else's address into the audit trail, or to have links made with a host of its own.
 */
import { type AuthResult, Journey, newEmail, PASSWORD } from '../support/journey.js';
import { RunningService } from '../support/running-service.js';

interface Activity {
  readonly items: readonly { readonly type: string; readonly ipAddress: string }[];
}

/** Enough for the journey, and few enough to run into. */
const FEW_REQUESTS = '0.2';

async function withService(
  env: Readonly<Record<string, string>>,
  use: (journey: Journey) => Promise<void>,
): Promise<void> {
  const service = await RunningService.start({ env });
  try {
    await use(new Journey(service.origin, service.cognito));
  } finally {
    await service.stopAndForget();
  }
}

/** The address that the audit trail has of a sign-in under these headers. */
async function auditedAddress(
  journey: Journey,
  headers: Record<string, string>,
): Promise<string | undefined> {
  const { email } = await journey.newPerson();
  const signedIn = await journey.api.post<AuthResult>(
    '/auth/login',
    { email, password: PASSWORD },
    { headers },
  );
  const token = signedIn.body.tokens.accessToken;
  const { body } = await journey.api.get<Activity>('/users/me/activity', { token });
  expect(body.items[0]?.type).toBe('login.succeeded');
  return body.items[0]?.ipAddress;
}

/** The statuses of sign-ins that all claim to come from elsewhere. */
async function guessFrom(journey: Journey, headersOf: (index: number) => Record<string, string>) {
  const statuses: number[] = [];
  for (let index = 0; index < 10; index += 1) {
    const body = { email: newEmail(), password: 'wrong-Password-1' };
    const answer = await journey.api.post('/auth/login', body, { headers: headersOf(index) });
    statuses.push(answer.status);
  }
  return statuses;
}

describe('a forged X-Forwarded-For', () => {
  it('is ignored where no proxy is trusted', async () => {
    await withService({ TRUST_PROXY: 'false' }, async (journey) => {
      const forged = {
        'x-forwarded-for': '198.51.100.7',
        'x-real-ip': '198.51.100.7',
        forwarded: 'for=198.51.100.7',
        'x-forwarded-host': 'evil.example',
        'x-forwarded-proto': 'https',
      };
      await expect(auditedAddress(journey, forged)).resolves.toBe('127.0.0.1');
      const { headers } = await journey.api.get('/.well-known/change-password', { headers: forged });
      expect(headers.get('location')).not.toContain('evil.example');
    });
    await withService({ TRUST_PROXY: 'false', RATE_LIMIT_FACTOR: FEW_REQUESTS }, async (journey) => {
      const statuses = await guessFrom(journey, (index) => ({ 'x-forwarded-for': `198.51.100.${index}` }));
      expect(statuses.slice(0, 6)).toEqual(Array<number>(6).fill(401));
      expect(statuses.slice(6)).toEqual(Array<number>(4).fill(429));
    });
  });

  it('gains nothing in front of what the trusted proxy has added', async () => {
    await withService({ TRUST_PROXY: '1' }, async (journey) => {
      const appended = { 'x-forwarded-for': '198.51.100.7, 203.0.113.9' };
      await expect(auditedAddress(journey, appended)).resolves.toBe('203.0.113.9');
    });
    await withService({ TRUST_PROXY: '1', RATE_LIMIT_FACTOR: FEW_REQUESTS }, async (journey) => {
      const statuses = await guessFrom(journey, (index) => ({
        'x-forwarded-for': `198.51.100.${index}, 203.0.113.9`,
      }));
      expect(statuses.slice(6)).toEqual(Array<number>(4).fill(429));
      const other = await guessFrom(journey, () => ({ 'x-forwarded-for': '203.0.113.10' }));
      expect(other[0]).toBe(401);
      // Whoever has one address of an IPv6 network has 2^64 of them.
      const network = await guessFrom(journey, (index) => ({ 'x-forwarded-for': `2001:db8:1:2::${index}` }));
      expect(network.slice(6)).toEqual(Array<number>(4).fill(429));
    });
  });
});
