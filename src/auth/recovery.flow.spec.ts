import { AuthParts, EMAIL, expectStatus, PASSWORD } from '../../test/fakes/auth-parts.js';
import { ORIGIN } from '../../test/fakes/sessions-parts.js';

const EXPIRED = { status: 'REFUSED', code: 'session_expired' };
const WRONG = { status: 'REFUSED', code: 'recovery_code_invalid' };

describe.each([
  ['optional', {}],
  ['required', { MFA_MODE: 'required' }],
] as const)('a lost app where factors are %s', (_, env) => {
  let parts: AuthParts;
  let recoveryCodes: readonly string[];
  let session: string;

  beforeEach(async () => {
    parts = new AuthParts({ ...env, LOCK_AFTER: '100' });
    await parts.newPerson();
    recoveryCodes = await withApp(parts);
    parts.clock.advance(30_000);
    ({ session } = expectStatus(await parts.signIn(), 'MFA_REQUIRED'));
  });

  const recover = (code = recoveryCodes[0] ?? '', sealed = session) =>
    parts.recoveryFlow.recover(sealed, code, ORIGIN);

  it('is forgotten for a recovery code, and a new one must be set up before there are tokens', async () => {
    const setup = expectStatus(await recover(), 'MFA_SETUP_REQUIRED');
    expect(setup).not.toHaveProperty('tokens');
    expect(parts.user().totp).toBeNull();
    await expect(parts.profiles.get(parts.user().userId)).resolves.toMatchObject({ mfaEnabled: false });
    const { session: next, secret } = await setUpApp(parts, setup.session);
    const done = await parts.enrolmentFlow.verifySetUp(next, parts.totpCode(secret), undefined, ORIGIN);
    const { profile, recoveryCodes: more } = expectStatus(done, 'AUTHENTICATED');
    expect([profile.mfaEnabled, more]).toEqual([true, undefined]);
  });

  it('is told to the owner and put on record', async () => {
    await recover();
    expect(parts.told).toContain(`${EMAIL} recovery_code_used`);
    expect((await parts.recorded()).at(-1)).toBe('mfa.recovery_used SUCCESS');
  });

  it('takes each code once, and leaves the others', async () => {
    await recover();
    await expect(parts.recoveryCodes.left(parts.user().userId)).resolves.toBe(9);
    parts.user().totp = 'JBSWY3DPEHPK3PXP';
    const again = expectStatus(await parts.signIn(), 'MFA_REQUIRED');
    await expect(recover(recoveryCodes[0], again.session)).resolves.toEqual(WRONG);
    expectStatus(await recover(recoveryCodes[1], again.session), 'MFA_SETUP_REQUIRED');
  });

  it('stays where the code is wrong, on record', async () => {
    await expect(recover('AAAA-AAAA-AAAA-AAAA')).resolves.toEqual(WRONG);
    expect(parts.user().totp).not.toBeNull();
    expect((await parts.recorded()).at(-1)).toBe('mfa.failed recovery_code_invalid');
  });

  it('is not forgotten for the code of somebody else', async () => {
    const other = await parts.newPerson('eve@example.com');
    const hers = await parts.recoveryCodes.regenerate(other.userId);
    await expect(recover(hers[0])).resolves.toEqual(WRONG);
    await expect(parts.recoveryCodes.left(other.userId)).resolves.toBe(10);
  });

  it('takes no session of another step', async () => {
    const setup = expectStatus(await recover(), 'MFA_SETUP_REQUIRED');
    await expect(recover(recoveryCodes[1], setup.session)).resolves.toEqual(EXPIRED);
    await expect(parts.recoveryCodes.left(parts.user().userId)).resolves.toBe(9);
  });

  it('gives nothing where the password was changed since', async () => {
    parts.user().password = 'another-Horse-8';
    await expect(recover()).resolves.toEqual({ status: 'REFUSED', code: 'invalid_credentials' });
  });
});

describe('tokens that wait for a new app', () => {
  it('are never those that are told', async () => {
    const parts = new AuthParts();
    await parts.newPerson();
    const [code = ''] = await withApp(parts);
    parts.clock.advance(30_000);
    const { session } = expectStatus(await parts.signIn(), 'MFA_REQUIRED');
    const setup = expectStatus(await parts.recoveryFlow.recover(session, code, ORIGIN), 'MFA_SETUP_REQUIRED');
    const held = (await parts.challenges.open('mfa-setup', setup.session))?.held;
    const { session: next, secret } = await setUpApp(parts, setup.session);
    const done = await parts.enrolmentFlow.verifySetUp(next, parts.totpCode(secret), undefined, ORIGIN);
    const { tokens } = expectStatus(done, 'AUTHENTICATED');
    expect([held?.accessToken, held?.refreshToken]).not.toContain(tokens.accessToken);
    expect(held?.refreshToken).not.toBe(tokens.refreshToken);
  });

  it('of somebody without a password wait for a new app too', async () => {
    const parts = new AuthParts();
    const { userId } = await parts.newPerson();
    const [code = ''] = await parts.recoveryCodes.regenerate(userId);
    const { accessToken } = await parts.signedIn();
    const held = { userId, accessToken, refreshToken: 'r' };
    const challenge = { kind: 'MFA', method: 'TOTP' } as const;
    const pending = { challenge, username: userId, providerSession: '' };
    const { session } = await parts.challenges.seal('mfa', { email: EMAIL, pending, held });
    await expect(parts.recoveryFlow.recover(session, 'AAAA-AAAA', ORIGIN)).resolves.toEqual(WRONG);
    const setup = expectStatus(await parts.recoveryFlow.recover(session, code, ORIGIN), 'MFA_SETUP_REQUIRED');
    await expect(parts.challenges.open('mfa-setup', setup.session)).resolves.toMatchObject({ held });
    expect(parts.told).toEqual([`${EMAIL} recovery_code_used`]);
  });
});

/** The recovery codes of somebody who sets up an app, in whichever way they must. */
async function withApp(parts: AuthParts): Promise<readonly string[]> {
  const outcome = await parts.signIn(EMAIL, PASSWORD);
  if (outcome.status === 'AUTHENTICATED') return (await parts.enrol(await parts.signedIn())).recoveryCodes;
  const { session, secret } = await setUpApp(parts, expectStatus(outcome, 'MFA_SETUP_REQUIRED').session);
  const done = await parts.enrolmentFlow.verifySetUp(session, parts.totpCode(secret), undefined, ORIGIN);
  return expectStatus(done, 'AUTHENTICATED').recoveryCodes ?? [];
}

async function setUpApp(parts: AuthParts, session: string): Promise<{ session: string; secret: string }> {
  const setup = await parts.enrolmentFlow.setUp(session);
  if (setup.status !== 'SETUP') throw new Error(setup.code);
  return setup;
}
