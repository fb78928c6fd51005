import { AuthParts, EMAIL, FORM } from '../../test/fakes/auth-parts.js';
import { ORIGIN } from '../../test/fakes/sessions-parts.js';

describe('confirming an address', () => {
  let parts: AuthParts;

  beforeEach(async () => {
    parts = new AuthParts();
    await parts.signUpFlow.register({ ...FORM, department: 'Law' }, ORIGIN);
  });

  const confirm = (code = parts.pool.codeFor(EMAIL), email = EMAIL) =>
    parts.confirmationFlow.confirm(email, code, ORIGIN);
  const profile = () => parts.profiles.get(parts.user().userId);

  it('makes the profile active and the address verified, and is on record', async () => {
    await confirm();
    await expect(profile()).resolves.toMatchObject({
      status: 'ACTIVE',
      emailVerified: true,
      department: 'Law',
    });
    const event = (await parts.audit.records()).at(-1)?.event;
    expect(event).toMatchObject({
      type: 'user.confirmed',
      outcome: 'SUCCESS',
      userId: parts.user().userId,
      details: { account: 'a***@e***.com' },
    });
  });

  it('makes a profile that was lost, with no more of a role than a sign-up could give', async () => {
    await parts.profiles.delete(parts.user().userId);
    parts.user().draft = { ...parts.user().draft, role: 'Admin' };
    await confirm();
    await expect(profile()).resolves.toMatchObject({ status: 'ACTIVE', role: 'Employee', department: 'Law' });
  });

  it('does not bring a disabled profile back', async () => {
    await parts.profiles.setStatus(parts.user().userId, 'DISABLED');
    await confirm();
    await expect(profile()).resolves.toMatchObject({ status: 'DISABLED' });
  });

  it.each([
    ['code_mismatch', 'a wrong code', () => 'wrong'],
    ['code_expired', 'an old code', () => (parts.clock.advance(25 * 3_600_000), parts.pool.codeFor(EMAIL))],
  ])('refuses with %s %s, on record', async (code, _, given) => {
    await expect(confirm(given())).rejects.toHaveProperty('code', code);
    await expect(profile()).resolves.toMatchObject({ status: 'UNCONFIRMED' });
    expect((await parts.recorded()).at(-1)).toBe(`user.confirmed ${code}`);
  });

  it('says so to whom is confirmed already', async () => {
    await confirm();
    await expect(confirm()).rejects.toHaveProperty('code', 'already_confirmed');
  });

  it('refuses an unknown address as it would a wrong code', async () => {
    await expect(confirm('123456', 'eve@example.com')).rejects.toHaveProperty('code', 'code_mismatch');
  });
});

describe('sending the code again', () => {
  it('answers alike for whom there is and for whom there is not, and records both', async () => {
    const parts = new AuthParts();
    await parts.signUpFlow.register(FORM, ORIGIN);
    const known = await parts.confirmationFlow.resendCode(EMAIL, ORIGIN);
    const unknown = await parts.confirmationFlow.resendCode('ann@elsewhere.com', ORIGIN);
    expect(unknown).toEqual(known);
    expect(parts.pool.mails.map(({ to }) => to)).toEqual([EMAIL, EMAIL]);
    const [, knownEvent, unknownEvent] = await parts.audit.records();
    expect(knownEvent?.event).toMatchObject({ type: 'user.code_resent', userId: parts.user().userId });
    expect(unknownEvent?.event).toMatchObject({
      type: 'user.code_resent',
      outcome: 'FAILURE',
      userId: null,
      details: { account: 'a***@e***.com' },
    });
  });
});
