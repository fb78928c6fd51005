import { AuthParts, EMAIL, expectStatus } from '../../test/fakes/auth-parts.js';
import { FakeIdentityAdministration } from '../../test/fakes/fake-identity-administration.js';
import { ORIGIN } from '../../test/fakes/sessions-parts.js';

const EXPIRED = { status: 'REFUSED', code: 'session_expired' };
/** Too short for the pool, and nothing that anybody else uses. */
const WEAK = 'vK9#tq2';
const MISMATCH = { status: 'REFUSED', code: 'mfa_code_mismatch' };

describe('a sign-in that asks for a second factor', () => {
  let parts: AuthParts;
  let secret: string;
  let session: string;

  beforeEach(async () => {
    parts = new AuthParts({ LOCK_AFTER: '100' });
    await parts.newPerson();
    ({ secret } = await parts.enrol(await parts.signedIn()));
    ({ session } = expectStatus(await parts.signIn(), 'MFA_REQUIRED'));
  });

  const verify = (code = parts.totpCode(secret), sealed = session) =>
    parts.challengeFlow.verifyMfa(sealed, code, ORIGIN);

  it('goes on with a right code, and says on record that there was one', async () => {
    const { profile } = expectStatus(await verify(), 'AUTHENTICATED');
    expect(profile.mfaEnabled).toBe(true);
    expect((await parts.recorded()).slice(-2).sort()).toEqual([
      'login.succeeded SUCCESS',
      'mfa.verified SUCCESS',
    ]);
  });

  it('takes a right code after a wrong one, on record', async () => {
    await expect(verify('000000')).resolves.toEqual(MISMATCH);
    expect((await parts.recorded()).at(-1)).toBe('mfa.failed mfa_code_mismatch');
    expectStatus(await verify(), 'AUTHENTICATED');
  });

  it('ends after five answers, whatever the sixth one is', async () => {
    for (let time = 0; time < 5; time += 1) await expect(verify('000000')).resolves.toEqual(MISMATCH);
    await expect(verify()).resolves.toEqual(EXPIRED);
  });

  it('takes a session once', async () => {
    expectStatus(await verify(), 'AUTHENTICATED');
    await expect(verify()).resolves.toEqual(EXPIRED);
  });

  it('takes no code twice', async () => {
    const code = parts.totpCode(secret);
    expectStatus(await verify(code), 'AUTHENTICATED');
    const again = expectStatus(await parts.signIn(), 'MFA_REQUIRED');
    await expect(verify(code, again.session)).resolves.toEqual(MISMATCH);
  });

  it('takes no session of another step', async () => {
    await expect(parts.challengeFlow.selectMfa(session, 'TOTP', ORIGIN)).resolves.toEqual(EXPIRED);
    await expect(parts.challengeFlow.chooseNewPassword(session, 'new-Horse-9', ORIGIN)).resolves.toEqual(
      EXPIRED,
    );
    await expect(parts.enrolmentFlow.setUp(session)).resolves.toEqual(EXPIRED);
  });

  it('takes none that is too old or made up', async () => {
    await expect(verify('000000', 'made.up')).resolves.toEqual(EXPIRED);
    parts.clock.advance(3 * 60_000);
    await expect(verify()).resolves.toEqual(EXPIRED);
  });

  it('is over too where every session was ended since the password was proved', async () => {
    const { userId } = parts.user();
    parts.clock.advance(1_000);
    await parts.sessions.endAll(userId);
    parts.clock.advance(1_000);
    await verify();
    await expect(parts.sessionIds(userId)).resolves.toEqual([]);
  });
});

describe('choosing a factor', () => {
  let parts: AuthParts;
  let session: string;
  let methods: readonly string[];

  beforeEach(async () => {
    parts = new AuthParts();
    await parts.newPerson();
    await parts.enrol(await parts.signedIn());
    parts.user().deliveredFactors.add('EMAIL');
    parts.user().preferredFactor = null;
    ({ session, methods } = expectStatus(await parts.signIn(), 'MFA_SELECTION_REQUIRED'));
  });

  it('is offered for all that the account has', () => {
    expect(methods).toEqual(['TOTP', 'EMAIL']);
  });

  it('leads to the step of the chosen one, which takes the password along', async () => {
    const outcome = await parts.challengeFlow.selectMfa(session, 'EMAIL', ORIGIN);
    expect(outcome).toMatchObject({ status: 'MFA_REQUIRED', method: 'EMAIL', destination: 'a***@e***.com' });
    const next = expectStatus(outcome, 'MFA_REQUIRED');
    const opened = await parts.challenges.open('mfa', next.session);
    expect(opened?.password).toBeDefined();
    const done = await parts.challengeFlow.verifyMfa(next.session, parts.pool.codeFor(EMAIL), ORIGIN);
    expectStatus(done, 'AUTHENTICATED');
  });

  it('refuses a factor that was not offered, by name', async () => {
    await expect(parts.challengeFlow.selectMfa(session, 'SMS', ORIGIN)).rejects.toMatchObject({
      code: 'validation_failed',
      errors: [{ field: 'method', message: 'must be one of TOTP, EMAIL' }],
    });
    expectStatus(await parts.challengeFlow.selectMfa(session, 'TOTP', ORIGIN), 'MFA_REQUIRED');
  });

  it('does not start the five answers anew', async () => {
    const next = expectStatus(await parts.challengeFlow.selectMfa(session, 'TOTP', ORIGIN), 'MFA_REQUIRED');
    for (let time = 0; time < 4; time += 1) {
      await expect(parts.challengeFlow.verifyMfa(next.session, '000000', ORIGIN)).resolves.toEqual(MISMATCH);
    }
    await expect(parts.challengeFlow.verifyMfa(next.session, '000000', ORIGIN)).resolves.toEqual(EXPIRED);
  });
});

describe('an invited person', () => {
  const INVITED = 'bob@example.com';
  let parts: AuthParts;
  let session: string;
  let reason: string;

  beforeEach(async () => {
    parts = new AuthParts();
    const { draft } = await parts.newPerson();
    await new FakeIdentityAdministration(parts.pool).invite({ email: INVITED, draft });
    parts.user(INVITED).password = 'lent-Horse-7-only';
    const outcome = await parts.signIn(INVITED, 'lent-Horse-7-only');
    ({ session, reason } = expectStatus(outcome, 'NEW_PASSWORD_REQUIRED'));
  });

  const choose = (password: string) => parts.challengeFlow.chooseNewPassword(session, password, ORIGIN);

  it('chooses a password and is signed in, and both are on record', async () => {
    expect(reason).toBe('INVITED');
    expectStatus(await choose('brand-New-Horse-1'), 'AUTHENTICATED');
    expect((await parts.recorded()).slice(-2).sort()).toEqual([
      'login.succeeded SUCCESS',
      'password.changed SUCCESS',
    ]);
    expectStatus(await parts.signIn(INVITED, 'brand-New-Horse-1'), 'AUTHENTICATED');
  });

  it('may try again after a weak one or the temporary one, which a pool without a history would take', async () => {
    await expect(choose(WEAK)).rejects.toMatchObject({
      code: 'password_policy_violation',
      errors: [{ field: 'newPassword', message: 'must be at least 8 characters long' }],
    });
    await expect(choose('Password1!')).rejects.toHaveProperty('code', 'password_policy_violation');
    await expect(choose(parts.user(INVITED).password)).rejects.toHaveProperty('code', 'password_reused');
    expectStatus(await choose('brand-New-Horse-1'), 'AUTHENTICATED');
  });

  it('is asked for the factor that there is, and a recovery code would sign in with the new password', async () => {
    parts.user(INVITED).deliveredFactors.add('EMAIL');
    const next = expectStatus(await choose('brand-New-Horse-1'), 'MFA_REQUIRED');
    await expect(parts.challenges.open('mfa', next.session)).resolves.toMatchObject({
      password: 'brand-New-Horse-1',
    });
  });

  it('is not kept out by the end of all sessions that the new password caused', async () => {
    parts.clock.advance(1_000);
    const { userId } = parts.user(INVITED);
    await parts.sessions.endAll(userId);
    parts.clock.advance(1_000);
    expectStatus(await choose('brand-New-Horse-1'), 'AUTHENTICATED');
    await expect(parts.sessionIds(userId)).resolves.toHaveLength(1);
  });
});
