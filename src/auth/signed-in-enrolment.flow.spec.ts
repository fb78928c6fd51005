import { AuthParts, EMAIL, expectStatus } from '../../test/fakes/auth-parts.js';
import type { Caller } from '../shared/caller.js';

describe('setting up an authenticator app, signed in', () => {
  let parts: AuthParts;
  let caller: Caller;

  beforeEach(async () => {
    parts = new AuthParts({ STEP_UP_MINUTES: '10' });
    await parts.newPerson();
    caller = await parts.signedIn();
  });

  const setUp = () => parts.signedInEnrolmentFlow.setUp(caller);
  const verify = (code: string) => parts.signedInEnrolmentFlow.verify(caller, code);

  it('gives recovery codes, asks for the app from then on, and tells the owner', async () => {
    const { secret, otpauthUri } = await setUp();
    expect(otpauthUri).toContain(encodeURIComponent(EMAIL));
    await expect(verify(parts.totpCode(secret))).resolves.toHaveLength(10);
    await expect(parts.profiles.get(caller.userId)).resolves.toMatchObject({ mfaEnabled: true });
    expect(parts.told).toEqual([`${EMAIL} mfa_enabled`]);
    expect((await parts.audit.records()).at(-1)?.event).toMatchObject({
      type: 'mfa.enrolled',
      userId: caller.userId,
      actorId: caller.userId,
      sessionId: caller.sessionId,
    });
    expectStatus(await parts.signIn(), 'MFA_REQUIRED');
  });

  it('notes that this session has proved the factor', async () => {
    await parts.enrol(caller);
    await expect(parts.proven.has(caller.sessionId)).resolves.toBe(true);
    await expect(parts.proven.has('another')).resolves.toBe(false);
  });

  it('changes nothing before the first code was right', async () => {
    await setUp();
    await expect(verify('000000')).rejects.toHaveProperty('code', 'mfa_code_mismatch');
    expectStatus(await parts.signIn(), 'AUTHENTICATED');
    await expect(parts.profiles.get(caller.userId)).resolves.toMatchObject({ mfaEnabled: false });
    await expect(parts.proven.has(caller.sessionId)).resolves.toBe(false);
    expect(parts.told).toEqual([]);
  });

  it('needs no recent sign-in the first time, and one to replace the app', async () => {
    parts.clock.advance(60 * 60_000);
    await parts.enrol(caller);
    await expect(setUp()).rejects.toMatchObject({
      code: 'insufficient_user_authentication',
      maxAgeSeconds: 600,
    });
    caller = { ...caller, authTime: Math.floor(parts.clock.now() / 1000) };
    await expect(setUp()).resolves.toHaveProperty('secret');
  });

  it('takes no code for an app that is there without a recent sign-in, so that nobody can try codes of it', async () => {
    const { secret } = await parts.enrol(caller);
    parts.clock.advance(60 * 60_000);
    await expect(verify(parts.totpCode(secret))).rejects.toHaveProperty(
      'code',
      'insufficient_user_authentication',
    );
  });

  it('counts wrong codes for the lock where there is an app, whose codes they may be', async () => {
    await parts.enrol(caller);
    for (let time = 0; time < 5; time += 1) {
      await expect(verify('000000')).rejects.toHaveProperty('code', 'mfa_code_mismatch');
    }
    await expect(verify('000000')).rejects.toHaveProperty('code', 'account_locked');
    await expect(parts.lock.check(EMAIL)).rejects.toHaveProperty('code', 'account_locked');
  });

  it('locks nobody out whose first app shows wrong codes, and takes fifteen of them in five minutes', async () => {
    await setUp();
    for (let time = 0; time < 15; time += 1) {
      await expect(verify('000000')).rejects.toHaveProperty('code', 'mfa_code_mismatch');
    }
    await expect(verify('000000')).rejects.toHaveProperty('code', 'too_many_requests');
    await expect(parts.lock.check(EMAIL)).resolves.toBeUndefined();
  });

  it('keeps the old app and the recovery codes until the new app is verified', async () => {
    const old = await parts.enrol(caller);
    const { secret } = await setUp();
    expect(parts.user().totp).toBe(old.secret);
    await expect(verify(parts.totpCode(secret))).resolves.toBeNull();
    expect(parts.user().totp).toBe(secret);
    await expect(parts.recoveryCodes.use(caller.userId, old.recoveryCodes[0] ?? '')).resolves.toBe(true);
  });

  it('is refused with a token that the pool takes no more', async () => {
    await setUp();
    await parts.accounts.signOutEverywhere(caller.userId);
    await expect(setUp()).rejects.toHaveProperty('code', 'invalid_token');
    await expect(verify('000000')).rejects.toHaveProperty('code', 'invalid_token');
  });
});

describe('factors that are set up', () => {
  it('are forgotten with their recovery codes, on record and told', async () => {
    const parts = new AuthParts();
    await parts.newPerson();
    const caller = await parts.signedIn();
    await parts.enrol(caller);
    await parts.factors.remove(caller);
    expect(parts.user().totp).toBeNull();
    await expect(parts.recoveryCodes.left(caller.userId)).resolves.toBe(0);
    await expect(parts.profiles.get(caller.userId)).resolves.toMatchObject({ mfaEnabled: false });
    expect((await parts.recorded()).at(-1)).toBe('mfa.removed SUCCESS');
    expect(parts.told.at(-1)).toBe(`${EMAIL} mfa_removed`);
    expectStatus(await parts.signIn(), 'AUTHENTICATED');
  });
});
