/**
 * Attack: somebody who knows the password but has no second factor tries the steps of a sign-in in every order, with
 * sessions that are current, old, of another step or of another user, until something gives tokens.
 */
import fc from 'fast-check';
import { type AuthResult, Journey, PASSWORD } from '../support/journey.js';
import { RunningService } from '../support/running-service.js';

const SEED = 20_261_121;
const WALKS = 40;
const LONGEST_WALK = 10;

/** What a session may be taken from: any answer so far, of any step and of either user. */
interface Pick {
  readonly session: number;
}

type Step =
  | { readonly kind: 'login'; readonly right: boolean; readonly other: boolean }
  | ({ readonly kind: 'verify'; readonly code: string } & Pick)
  | ({ readonly kind: 'setup' | 'setupVerify' | 'recover' | 'newPassword' | 'select' } & Pick)
  | ({ readonly kind: 'refresh' | 'token' } & Pick);

const pick = fc.nat(8);
const wrongCode = fc.stringMatching(/^[0-9]{6}$/);

/** Nothing in here holds a proof of the second factor. */
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('login' as const), right: fc.boolean(), other: fc.boolean() }),
  fc.record({ kind: fc.constant('verify' as const), code: wrongCode, session: pick }),
  fc.record({
    kind: fc.constantFrom('setup' as const, 'setupVerify', 'recover', 'newPassword', 'select'),
    session: pick,
  }),
  fc.record({ kind: fc.constantFrom('refresh' as const, 'token'), session: pick }),
);

describe('tokens', () => {
  let service: RunningService;
  let journey: Journey;
  let victim: { readonly email: string };
  let other: { readonly email: string };

  beforeAll(async () => {
    service = await RunningService.start({ env: { LOCK_AFTER: '100', LOCK_MINUTES: '0.01' } });
    journey = new Journey(service.origin, service.cognito);
    victim = await journey.newPersonWithFactor();
    other = await journey.newPersonWithFactor();
  });

  afterAll(() => service.stopAndForget());

  /** The answer to one step, taken with whichever session of the walk it picks. */
  function take(move: Step, sessions: readonly string[]) {
    const session =
      'session' in move ? (sessions[move.session % Math.max(1, sessions.length)] ?? 'none') : '';
    const { api } = journey;
    switch (move.kind) {
      case 'login':
        return api.post<Partial<AuthResult>>('/auth/login', {
          email: move.other ? other.email : victim.email,
          password: move.right ? PASSWORD : 'wrong-Password-1',
        });
      case 'verify':
        return api.post<Partial<AuthResult>>('/auth/mfa/verify', { session, code: move.code });
      case 'setup':
        return api.post<Partial<AuthResult>>('/auth/mfa/setup', { session, method: 'TOTP' });
      case 'setupVerify':
        return api.post<Partial<AuthResult>>('/auth/mfa/setup/verify', { session, code: '000000' });
      case 'recover':
        return api.post<Partial<AuthResult>>('/auth/mfa/recover', {
          session,
          recoveryCode: 'AAAA-BBBB-CCCC-DDDD',
        });
      case 'newPassword':
        return api.post<Partial<AuthResult>>('/auth/new-password', {
          session,
          newPassword: 'another-Horse-8-battery',
        });
      case 'select':
        return api.post<Partial<AuthResult>>('/auth/mfa/select', { session, method: 'TOTP' });
      case 'refresh':
        return api.post<Partial<AuthResult>>('/auth/refresh', { refreshToken: session });
      case 'token':
        return api.call<Partial<AuthResult>>('POST', '/auth/token', {
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams({ grant_type: 'mfa_otp', session, otp: '000000' }).toString(),
        });
    }
  }

  it('come out of no walk that never proves the second factor', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: LONGEST_WALK }), async (walk) => {
        const sessions: string[] = [];
        for (const move of walk) {
          const { status, body } = await take(move, sessions);
          expect(status).toBeLessThan(500);
          expect(JSON.stringify(body)).not.toMatch(/"(access|refresh|id)_?token":/i);
          if (body.session !== undefined) sessions.push(body.session);
        }
      }),
      { seed: SEED, numRuns: WALKS },
    );
  });

  it('come out of the one walk that does', async () => {
    const person = await journey.newPersonWithFactor();
    const { session } = await journey.login(person.email);
    const code = await person.app.nextCode();
    const verified = await journey.api.post<AuthResult>('/auth/mfa/verify', { session, code });
    expect(verified.body.status).toBe('AUTHENTICATED');
  });
});
