import { AuthParts, EMAIL, expectStatus, PASSWORD } from '../../test/fakes/auth-parts.js';
import { ORIGIN } from '../../test/fakes/sessions-parts.js';

const refused = (code: string) => ({ status: 'REFUSED', code });

describe('signing in', () => {
  let parts: AuthParts;

  beforeEach(async () => {
    parts = new AuthParts({ LOCK_AFTER: '3', LOCK_MINUTES: '15' });
    await parts.newPerson();
  });

  it('answers tokens and the profile, opens a session and is on record', async () => {
    const { tokens, profile } = expectStatus(await parts.signIn(), 'AUTHENTICATED');
    const { userId } = parts.user();
    expect(profile).toMatchObject({ userId, lastLoginAt: new Date(parts.clock.now()).toISOString() });
    const [sessionId] = await parts.sessionIds(userId);
    await expect(parts.refreshTokens.find(tokens.refreshToken)).resolves.toMatchObject({ userId, sessionId });
    expect((await parts.audit.records()).at(-1)?.event).toMatchObject({
      type: 'login.succeeded',
      userId,
      actorId: userId,
      sessionId,
      ...ORIGIN,
    });
  });

  it('takes the address in any case', async () => {
    expectStatus(await parts.signIn('ADA@Example.com'), 'AUTHENTICATED');
  });

  it('puts a wrong password on record, with whose it is and why', async () => {
    await expect(parts.signIn(EMAIL, 'wrong')).resolves.toEqual(refused('invalid_credentials'));
    expect((await parts.audit.records()).at(-1)?.event).toMatchObject({
      type: 'login.failed',
      outcome: 'FAILURE',
      userId: parts.user().userId,
      actorId: null,
      details: { reason: 'invalid_credentials', account: 'a***@e***.com' },
    });
  });

  it('answers an unknown address like a wrong password, and records it without a user', async () => {
    await expect(parts.signIn('eve@example.com')).resolves.toEqual(refused('invalid_credentials'));
    expect((await parts.audit.records()).at(-1)?.event).toMatchObject({ type: 'login.failed', userId: null });
  });

  it('of a disabled profile is refused although the pool lets it in, and both are on record', async () => {
    const { userId } = parts.user();
    await parts.profiles.setStatus(userId, 'DISABLED');
    await expect(parts.signIn()).resolves.toEqual(refused('account_disabled'));
    expect((await parts.recorded()).at(-1)).toBe('login.failed account_disabled');
  });

  it('fails where it cannot be put on record, whether it succeeds or not', async () => {
    parts.sink.failNext('before');
    await expect(parts.signIn()).rejects.toThrow('The write did not happen');
    parts.sink.failNext('before');
    await expect(parts.signIn(EMAIL, 'wrong')).rejects.toThrow('The write did not happen');
  });

  it('makes a profile that was lost, with no more of a role than a sign-up could give', async () => {
    await parts.profiles.delete(parts.user().userId);
    parts.user().draft = { ...parts.user().draft, role: 'Admin', department: 'Law' };
    const { profile } = expectStatus(await parts.signIn(), 'AUTHENTICATED');
    expect(profile).toMatchObject({ role: 'Employee', department: 'Law', status: 'ACTIVE' });
  });

  it('leaves the role of a profile alone, whatever the pool says', async () => {
    await parts.profiles.update(parts.user().userId, { role: 'HR' });
    parts.user().draft = { ...parts.user().draft, role: 'Manager' };
    const { profile } = expectStatus(await parts.signIn(), 'AUTHENTICATED');
    expect(profile.role).toBe('HR');
  });

  it('locks the account with the last failure, which is an event of its own', async () => {
    for (let time = 0; time < 3; time += 1) await parts.signIn(EMAIL, 'wrong');
    expect((await parts.recorded()).slice(-4).sort()).toEqual([
      ...Array.from({ length: 3 }, () => 'login.failed invalid_credentials'),
      'login.locked invalid_credentials',
    ]);
    await expect(parts.lock.check(EMAIL)).rejects.toMatchObject({
      code: 'account_locked',
      retryAfterSeconds: 900,
    });
  });

  it('starts the count anew by a success', async () => {
    for (let round = 0; round < 3; round += 1) {
      await parts.signIn(EMAIL, 'wrong');
      await parts.signIn(EMAIL, 'wrong');
      expectStatus(await parts.signIn(), 'AUTHENTICATED');
    }
    await expect(parts.lock.check(EMAIL)).resolves.toBeUndefined();
  });

  it('does not count refusals that are no guesses', async () => {
    parts.user().status = 'RESET_REQUIRED';
    for (let time = 0; time < 4; time += 1) {
      await expect(parts.signIn()).resolves.toEqual(refused('password_reset_required'));
    }
    await expect(parts.lock.check(EMAIL)).resolves.toBeUndefined();
  });

  it("shows the pool's own lock on record only, because who has no account never gets it, and counts it", async () => {
    parts.user().lockedUntil = parts.clock.now() + 1_000;
    for (let time = 0; time < 3; time += 1) {
      await expect(parts.signIn()).resolves.toEqual(refused('invalid_credentials'));
    }
    expect((await parts.recorded()).slice(-3)).toEqual(Array(3).fill('login.locked account_locked'));
    await expect(parts.lock.check(EMAIL)).rejects.toHaveProperty('code', 'account_locked');
  });

  it('of an unconfirmed account is told only to whom has the password', async () => {
    parts.user().status = 'UNCONFIRMED';
    await expect(parts.signIn()).resolves.toEqual(refused('user_not_confirmed'));
    await expect(parts.signIn(EMAIL, 'wrong')).resolves.toEqual(refused('invalid_credentials'));
  });

  it('takes groups over from the pool', async () => {
    parts.user().groups.add('admin');
    const { profile } = expectStatus(await parts.signIn(), 'AUTHENTICATED');
    expect(profile.groups).toEqual(['admin']);
  });
});

describe('failures of every kind', () => {
  it('lock the account together: password, code of the app, recovery code', async () => {
    const parts = new AuthParts({ LOCK_AFTER: '3' });
    await parts.newPerson();
    await parts.enrol(await parts.signedIn());
    const { session } = expectStatus(await parts.signIn(), 'MFA_REQUIRED');
    await parts.signIn(EMAIL, 'wrong');
    await expect(parts.challengeFlow.verifyMfa(session, '000000', ORIGIN)).resolves.toEqual(
      refused('mfa_code_mismatch'),
    );
    await expect(parts.lock.check(EMAIL)).resolves.toBeUndefined();
    await expect(parts.recoveryFlow.recover(session, 'AAAA-AAAA', ORIGIN)).resolves.toEqual(
      refused('recovery_code_invalid'),
    );
    await expect(parts.lock.check(EMAIL)).rejects.toHaveProperty('code', 'account_locked');
    expect((await parts.recorded()).slice(-4)).toEqual([
      'login.failed invalid_credentials',
      'mfa.failed mfa_code_mismatch',
      'mfa.failed recovery_code_invalid',
      'login.locked recovery_code_invalid',
    ]);
  });

  it('lock the steps behind the password too, for as long as the lock says', async () => {
    const parts = new AuthParts({ LOCK_AFTER: '2', LOCK_MINUTES: '1' });
    await parts.newPerson();
    const { secret } = await parts.enrol(await parts.signedIn());
    const { session } = expectStatus(await parts.signIn(), 'MFA_REQUIRED');
    await parts.signIn(EMAIL, 'wrong');
    await parts.signIn(EMAIL, 'wrong');
    const verify = () => parts.challengeFlow.verifyMfa(session, parts.totpCode(secret), ORIGIN);
    await expect(verify()).rejects.toMatchObject({ code: 'account_locked', retryAfterSeconds: 30 });
    parts.clock.advance(30_000);
    expectStatus(await verify(), 'AUTHENTICATED');
  });

  it('are forgotten only when the whole sign-in is done', async () => {
    const parts = new AuthParts({ LOCK_AFTER: '2' });
    await parts.newPerson();
    const { secret } = await parts.enrol(await parts.signedIn());
    await parts.signIn(EMAIL, 'wrong');
    const { session } = expectStatus(await parts.signIn(EMAIL, PASSWORD), 'MFA_REQUIRED');
    await parts.challengeFlow.verifyMfa(session, '000000', ORIGIN);
    await expect(parts.lock.check(EMAIL)).rejects.toHaveProperty('code', 'account_locked');
    await parts.lock.unlock(EMAIL);
    expectStatus(
      await parts.challengeFlow.verifyMfa(session, parts.totpCode(secret), ORIGIN),
      'AUTHENTICATED',
    );
  });
});
