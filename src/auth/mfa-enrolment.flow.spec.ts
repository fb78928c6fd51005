import { AuthParts, EMAIL, expectStatus } from '../../test/fakes/auth-parts.js';
import { ORIGIN } from '../../test/fakes/sessions-parts.js';
import type { TotpSetup } from './mfa-enrolment.flow.js';

const EXPIRED = { status: 'REFUSED', code: 'session_expired' };

describe('setting up the first factor where everybody needs one', () => {
  let parts: AuthParts;
  let session: string;

  beforeEach(async () => {
    parts = new AuthParts({ MFA_MODE: 'required', LOCK_AFTER: '100' });
    await parts.newPerson();
    ({ session } = expectStatus(await parts.signIn(), 'MFA_SETUP_REQUIRED'));
  });

  const setUp = async (sealed = session): Promise<TotpSetup> => {
    const setup = await parts.enrolmentFlow.setUp(sealed);
    if (setup.status !== 'SETUP') throw new Error(setup.code);
    return setup;
  };
  const verify = (sealed: string, code: string) =>
    parts.enrolmentFlow.verifySetUp(sealed, code, 'Phone', ORIGIN);

  it('ends in tokens, with recovery codes the first time, on record', async () => {
    const { session: next, secret, otpauthUri } = await setUp();
    expect(otpauthUri).toContain(`secret=${secret}`);
    const done = expectStatus(await verify(next, parts.totpCode(secret)), 'AUTHENTICATED');
    expect(done.recoveryCodes).toHaveLength(10);
    expect(done.profile.mfaEnabled).toBe(true);
    await expect(parts.recoveryCodes.use(done.profile.userId, done.recoveryCodes?.[3] ?? '')).resolves.toBe(
      true,
    );
    expect((await parts.recorded()).slice(-2).sort()).toEqual([
      'login.succeeded SUCCESS',
      'mfa.enrolled SUCCESS',
    ]);
  });

  it('gives no recovery codes to somebody who has some', async () => {
    const [code = ''] = await parts.recoveryCodes.regenerate(parts.user().userId);
    const { session: next, secret } = await setUp();
    const done = expectStatus(await verify(next, parts.totpCode(secret)), 'AUTHENTICATED');
    expect(done).not.toHaveProperty('recoveryCodes');
    await expect(parts.recoveryCodes.use(done.profile.userId, code)).resolves.toBe(true);
  });

  it('takes the right code after a wrong one, and gives nothing for the wrong one', async () => {
    const { session: next, secret } = await setUp();
    const wrong = await verify(next, '000000');
    expect(wrong).toEqual({ status: 'REFUSED', code: 'mfa_code_mismatch' });
    expect((await parts.recorded()).at(-1)).toBe('mfa.failed mfa_code_mismatch');
    await expect(parts.recoveryCodes.left(parts.user().userId)).resolves.toBe(0);
    expectStatus(await verify(next, parts.totpCode(secret)), 'AUTHENTICATED');
  });

  it('ends after five answers', async () => {
    const { session: next, secret } = await setUp();
    for (let time = 0; time < 5; time += 1) await verify(next, '000000');
    await expect(verify(next, parts.totpCode(secret))).resolves.toEqual(EXPIRED);
  });

  it('takes each session for its own half only', async () => {
    await expect(verify(session, '000000')).resolves.toEqual(EXPIRED);
    const { session: next } = await setUp();
    await expect(parts.enrolmentFlow.setUp(next)).resolves.toEqual(EXPIRED);
    await expect(parts.challengeFlow.verifyMfa(next, '000000', ORIGIN)).resolves.toEqual(EXPIRED);
  });

  it('is refused with a session that is too old, made up, or spent in the pool', async () => {
    await setUp();
    await expect(parts.enrolmentFlow.setUp(session)).resolves.toEqual(EXPIRED);
    await expect(parts.enrolmentFlow.setUp('made.up')).resolves.toEqual(EXPIRED);
    const { session: next } = expectStatus(await parts.signIn(), 'MFA_SETUP_REQUIRED');
    parts.clock.advance(3 * 60_000);
    await expect(parts.enrolmentFlow.setUp(next)).resolves.toEqual(EXPIRED);
  });

  it('does not take the password along any further', async () => {
    const { session: next } = await setUp();
    await expect(parts.challenges.open('mfa-setup-verification', next)).resolves.not.toHaveProperty(
      'password',
    );
    await expect(parts.challenges.open('mfa-setup-verification', next)).resolves.toHaveProperty(
      'email',
      EMAIL,
    );
  });
});
