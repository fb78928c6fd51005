import { AuthenticatorApp, type AuthResult, newEmail, PASSWORD } from '../support/journey.js';
import { FaultyWorld, type UpstreamName } from './faulty-world.js';

interface Profiles {
  readonly items: readonly { readonly userId: string }[];
}

/** Who waits in vain for an answer does not know that the work was done, and does or asks for it again. */
describe('an answer that is lost after the work was done', () => {
  let world: FaultyWorld;

  /** Loses the answer to the next call of this name, once. */
  function loseNext(upstream: UpstreamName, call: string): () => number {
    let lost = 0;
    world.upstream(upstream).behave((_operation, _body, each) => {
      if (lost > 0 || each !== call) return 'forward';
      lost += 1;
      return 'lose-answer';
    });
    return () => lost;
  }

  const post = (path: string, body: object) => world.journey.api.post<AuthResult>(path, body);
  const events = async (type: string, userId: string) => {
    const all = await world.admin.events({ type, userId });
    return all.length;
  };
  const draft = (email: string) => ({
    email,
    password: PASSWORD,
    firstName: 'Ada',
    lastName: 'Lovelace',
    acceptTerms: true,
  });

  beforeAll(async () => {
    world = await FaultyWorld.start({ LOCK_AFTER: '3' });
  });
  afterEach(() => {
    world.heal();
  });
  afterAll(() => world.stop());

  it('makes one account of a sign-up, which its owner can confirm', async () => {
    const email = newEmail();
    const lost = loseNext('cognito', 'SignUp');
    expect((await post('/auth/register', draft(email))).status).toBe(503);
    expect((await post('/auth/register', draft(email))).status).toBe(409);
    expect(lost()).toBe(1);
    await world.journey.confirm(email);
    expect((await world.journey.login(email)).status).toBe('AUTHENTICATED');
  });

  it.each(['PutItem profiles', 'PutItem audit'])(
    'makes one profile of a sign-up, and one event: %s',
    async (call) => {
      const email = newEmail();
      const lost = loseNext('dynamodb', call);
      expect((await post('/auth/register', draft(email))).status).toBe(201);
      expect(lost()).toBe(1);
      const { body } = await world.admin.get<Profiles>(`/users?email=${email}`);
      expect(body.items).toHaveLength(1);
      expect(await events('user.registered', body.items[0]?.userId ?? '')).toBe(1);
    },
  );

  it('confirms a sign-up all the same', async () => {
    const email = newEmail();
    await world.journey.register(email);
    const code = await world.journey.mailedCode(email);
    loseNext('cognito', 'ConfirmSignUp');
    expect((await post('/auth/confirm', { email, code })).status).toBe(503);
    expect((await post('/auth/confirm', { email, code })).body).toMatchObject({ code: 'already_confirmed' });
    expect((await world.journey.login(email)).status).toBe('AUTHENTICATED');
  });

  it('counts a wrong password once towards the lock', async () => {
    const { email } = await world.journey.newPerson();
    for (let i = 0; i < 2; i += 1) {
      let failing = false;
      let lost = 0;
      world.aws.dynamodb.behave((_operation, _body, call) => {
        // The rate limits are counted before the password is looked at, the failure after.
        failing ||= call === 'BatchGetItem counters';
        if (!failing || lost > 0 || call !== 'UpdateItem counters') return 'forward';
        lost += 1;
        return 'lose-answer';
      });
      expect((await post('/auth/login', { email, password: 'wrong-Horse-1-staple' })).status).toBe(401);
      expect(lost).toBe(1);
    }
    world.heal();
    expect((await post('/auth/login', { email, password: PASSWORD })).status).toBe(200);
  });

  it('counts a wrong reset code once towards the lock, as one that was expired', async () => {
    const { email } = await world.journey.newPerson();
    const body = { email, code: '0000', newPassword: 'another-Horse-8-battery' };
    for (let i = 0; i < 2; i += 1) {
      let lost = 0;
      let failing = false;
      world.aws.dynamodb.behave((_operation, _body, call) => {
        failing ||= call === 'BatchGetItem counters';
        if (!failing || lost > 0 || call !== 'UpdateItem counters') return 'forward';
        lost += 1;
        return 'lose-answer';
      });
      expect((await post('/auth/reset-password', body)).status).toBe(400);
      expect(lost).toBe(1);
    }
    world.heal();
    expect((await post('/auth/login', { email, password: PASSWORD })).status).toBe(200);
  });

  it.each([
    ['ConfirmForgotPassword', 'FAILURE', { reason: 'outcome_unknown' }],
    ['AdminUserGlobalSignOut', 'SUCCESS', { sessionsEnd: 'unknown' }],
  ] as const)('leaves a reset on record, whatever became of it: %s', async (call, outcome, details) => {
    const newPassword = 'another-Horse-8-battery';
    const { email, user } = await world.journey.newPerson();
    await post('/auth/forgot-password', { email });
    const code = await world.journey.mailedCode(email);
    const lost = loseNext('cognito', call);
    expect((await post('/auth/reset-password', { email, code, newPassword })).status).toBe(503);
    expect(lost()).toBe(1);
    const [event, ...others] = await world.admin.events({ type: 'password.reset', userId: user.userId });
    expect(event).toMatchObject({ outcome, details });
    expect(others).toEqual([]);
    expect((await post('/auth/login', { email, password: newPassword })).status).toBe(200);
  });

  it('counts a request once towards its rate limit', async () => {
    const { email } = await world.journey.newPerson();
    const left = async () => {
      const { headers } = await post('/auth/login', { email, password: PASSWORD });
      return Number(/r=(\d+)/.exec(headers.get('ratelimit') ?? '')?.[1]);
    };
    const before = await left();
    const lost = loseNext('dynamodb', 'UpdateItem counters');
    expect(await left()).toBe(before - 1);
    expect(lost()).toBe(1);
    world.heal();
    expect(await left()).toBe(before - 2);
  });

  it('burns one recovery code', async () => {
    const { email, recoveryCodes } = await world.journey.newPersonWithFactor();
    const { session } = await world.journey.login(email);
    const lost = loseNext('dynamodb', 'UpdateItem factors');
    const recovered = await post('/auth/mfa/recover', { session, recoveryCode: recoveryCodes[0] });
    expect(recovered.body.status).toBe('MFA_SETUP_REQUIRED');
    expect(lost()).toBe(1);
    const setup = await world.journey.api.post<{ session: string; secret: string }>('/auth/mfa/setup', {
      session: recovered.body.session,
      method: 'TOTP',
    });
    const code = await new AuthenticatorApp(setup.body.secret).nextCode();
    const { body } = await post('/auth/mfa/setup/verify', { session: setup.body.session, code });
    const factors = await world.journey.api.get('/auth/mfa', { token: body.tokens.accessToken });
    expect(factors.body['recoveryCodesLeft']).toBe(recoveryCodes.length - 1);
  });

  it.each([
    ['cognito', 'GetTokensFromRefreshToken', 503],
    ['dynamodb', 'UpdateItem sessions', 200],
    ['dynamodb', 'PutItem audit', 200],
  ] as const)(
    'does not take the owner of a refresh token for a thief: %s, %s',
    async (upstream, call, status) => {
      const { tokens } = await world.journey.newPerson();
      const { refreshToken } = tokens;
      const lost = loseNext(upstream, call);
      expect((await post('/auth/refresh', { refreshToken })).status).toBe(status);
      expect(lost()).toBe(1);
      const again = await post('/auth/refresh', { refreshToken });
      expect(again.status).toBe(200);
      const next = await post('/auth/refresh', { refreshToken: again.body.tokens.refreshToken });
      expect(next.status).toBe(200);
    },
  );

  it('writes one event of a sign-in, and leaves the trail intact', async () => {
    const { email, user } = await world.journey.newPerson();
    const before = await events('login.succeeded', user.userId);
    const lost = loseNext('dynamodb', 'PutItem audit');
    expect((await post('/auth/login', { email, password: PASSWORD })).status).toBe(200);
    expect(lost()).toBe(1);
    expect(await events('login.succeeded', user.userId)).toBe(before + 1);
    const { body } = await world.admin.get('/audit-events/verify');
    expect(body).toMatchObject({ intact: true, firstBroken: null });
  });
});
