/**
 * Attack: a recovery code that was used, seen or guessed opens the account: used twice, used twice at the same moment,
 * used after new ones were made, used for another account; or it gives tokens without a new factor being set up.
 */
import { AuthenticatorApp, type AuthResult, Journey } from '../support/journey.js';
import { RunningService } from '../support/running-service.js';

describe.each(['optional', 'required'])('a recovery code, where factors are %s', (mode) => {
  let service: RunningService;
  let journey: Journey;

  beforeAll(async () => {
    service = await RunningService.start({ env: { MFA_MODE: mode } });
    journey = new Journey(service.origin, service.cognito);
  });

  afterAll(() => service.stopAndForget());

  const recover = (session: string, recoveryCode: string) =>
    journey.api.post<AuthResult & { code: string }>('/auth/mfa/recover', { session, recoveryCode });

  const challenge = async (email: string) => (await journey.login(email)).session;

  async function enrolled(): Promise<{ email: string; codes: readonly string[]; app: AuthenticatorApp }> {
    const person = await journey.newPersonWithFactor();
    expect(person.recoveryCodes).toHaveLength(10);
    return { email: person.email, codes: person.recoveryCodes, app: person.app };
  }

  it('leads to the set-up of a new app, and only that to tokens', async () => {
    const { email, codes, app } = await enrolled();
    const recovered = await recover(await challenge(email), codes[0]!.toLowerCase().replaceAll('-', ' '));
    expect(recovered.body).toMatchObject({ status: 'MFA_SETUP_REQUIRED', methods: ['TOTP'] });
    expect(recovered.body).not.toHaveProperty('tokens');

    const { session } = recovered.body;
    const setup = await journey.api.post<{ session: string; secret: string }>('/auth/mfa/setup', {
      session,
      method: 'TOTP',
    });
    const lost = await journey.api.post('/auth/mfa/setup/verify', {
      session: setup.body.session,
      code: await app.nextCode(),
    });
    expect([lost.status, lost.body['code']]).toEqual([401, 'mfa_code_mismatch']);
    const found = new AuthenticatorApp(setup.body.secret);
    const done = await journey.api.post<AuthResult>('/auth/mfa/setup/verify', {
      session: setup.body.session,
      code: await found.nextCode(),
    });
    expect(done.body.status).toBe('AUTHENTICATED');
    expect(done.body).not.toHaveProperty('recoveryCodes');

    const state = await journey.api.get('/auth/mfa', { token: done.body.tokens.accessToken });
    expect(state.body).toMatchObject({
      required: mode === 'required',
      methods: [{ method: 'TOTP', enabled: true, preferred: true }],
      recoveryCodesLeft: 9,
    });
    expect((await journey.login(email)).status).toBe('MFA_REQUIRED');
  });

  it('is refused the second time', async () => {
    const { email, codes } = await enrolled();
    const session = await challenge(email);
    expect((await recover(session, codes[0]!)).status).toBe(200);
    const again = await recover(session, codes[0]!);
    expect([again.status, again.body.code]).toEqual([401, 'recovery_code_invalid']);
  });

  it('counts once when it is used twice at the same moment', async () => {
    const { email, codes } = await enrolled();
    const session = await challenge(email);
    const answers = await Promise.all(Array.from({ length: 4 }, () => recover(session, codes[1]!)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(3);
  });

  it('of somebody else is refused', async () => {
    const [ada, mallory] = [await enrolled(), await enrolled()];
    const answer = await recover(await challenge(ada.email), mallory.codes[0]!);
    expect([answer.status, answer.body.code]).toEqual([401, 'recovery_code_invalid']);
  });

  it('can be guessed five times and no more', async () => {
    const { email, codes } = await enrolled();
    const session = await challenge(email);
    for (let i = 0; i < 5; i += 1) {
      expect((await recover(session, `AAAA-BBBB-CCCC-DDD${i}`)).body.code).toBe('recovery_code_invalid');
    }
    const locked = await recover(session, codes[0]!);
    expect([locked.status, locked.body.code]).toEqual([423, 'account_locked']);
    expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(800);
  });

  it('stops working when new ones are made', async () => {
    const person = await journey.newPersonWithFactor();
    const token = person.tokens.accessToken;
    const made = await journey.api.post<{ recoveryCodes: string[] }>('/auth/mfa/recovery-codes', undefined, {
      token,
    });
    expect([made.status, made.body.recoveryCodes.length]).toEqual([201, 10]);
    const session = await challenge(person.email);
    expect((await recover(session, person.recoveryCodes[0]!)).status).toBe(401);
    expect((await recover(session, made.body.recoveryCodes[0]!)).status).toBe(200);
  });
});
