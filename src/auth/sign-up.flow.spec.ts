import { AuthParts, EMAIL, FORM } from '../../test/fakes/auth-parts.js';
import { ORIGIN } from '../../test/fakes/sessions-parts.js';

// The promises of Node's own timers cannot be faked, the timers of the global object can.
jest.mock('node:timers/promises', () => ({
  ...jest.requireActual<object>('node:timers/promises'),
  setTimeout: (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
}));

const DELIVERY = { medium: 'EMAIL', destination: 'a***@e***.com' };

describe('signing up', () => {
  let parts: AuthParts;

  beforeEach(() => {
    parts = new AuthParts({ ROLES: 'Employee,Intern,Admin', SELF_ASSIGNABLE_ROLES: 'Employee,Intern' });
  });

  const register = (more: object = {}) => parts.signUpFlow.register({ ...FORM, ...more }, ORIGIN);

  it('makes an account that waits for its code, and a profile with the accepted terms', async () => {
    const registered = await register({ department: 'Engineering' });
    const { userId } = parts.user();
    expect(registered).toEqual({ userId, status: 'UNCONFIRMED', codeDelivery: DELIVERY });
    await expect(parts.profiles.get(userId)).resolves.toMatchObject({
      email: EMAIL,
      emailVerified: false,
      status: 'UNCONFIRMED',
      role: 'Employee',
      department: 'Engineering',
      employeeId: null,
      termsVersion: '1',
      termsAcceptedAt: new Date(parts.clock.now()).toISOString(),
    });
  });

  it('is on record with the person, but without the address', async () => {
    await register();
    const { userId } = parts.user();
    const [record] = await parts.audit.records();
    expect(record?.event).toMatchObject({ type: 'user.registered', userId, actorId: userId });
    expect(record?.event.details).toEqual({ account: 'a***@e***.com' });
  });

  it('tells that an address is taken, confirmed or not, and changes nothing of its account', async () => {
    await register();
    const before = { ...parts.user() };
    const again = () => register({ password: 'another-Horse-8' });
    await expect(again()).rejects.toHaveProperty('code', 'user_already_exists');
    await parts.confirmationFlow.confirm(EMAIL, parts.pool.codeFor(EMAIL), ORIGIN);
    await expect(again()).rejects.toHaveProperty('code', 'user_already_exists');
    expect(parts.user().password).toBe(before.password);
    expect(parts.pool.users.size).toBe(1);
    await expect(parts.recorded()).resolves.toContain('user.registered FAILURE');
  });

  it('takes a role that people may give themselves, and no other', async () => {
    await register({ role: 'Intern' });
    await expect(parts.profiles.get(parts.user().userId)).resolves.toMatchObject({ role: 'Intern' });
    await expect(register({ email: 'b@example.com', role: 'Admin' })).rejects.toHaveProperty(
      'code',
      'role_not_self_assignable',
    );
    await expect(register({ email: 'b@example.com', role: 'King' })).rejects.toMatchObject({
      code: 'validation_failed',
      errors: [{ field: 'role', message: 'must be one of Employee, Intern, Admin' }],
    });
    expect(parts.pool.find('b@example.com')).toBeUndefined();
  });

  it('says of a weak password every rule that it breaks, by the field', async () => {
    await expect(register({ password: 'vK9#tq2' })).rejects.toMatchObject({
      code: 'password_policy_violation',
      errors: [{ field: 'password', message: 'must be at least 8 characters long' }],
    });
  });

  it('loses nothing where the profile cannot be written: the code completes it', async () => {
    jest.spyOn(parts.profileStore, 'create').mockRejectedValueOnce(new Error('down'));
    await expect(register({ role: 'Intern', department: 'Law' })).rejects.toThrow('down');
    await parts.confirmationFlow.confirm(EMAIL, parts.pool.codeFor(EMAIL), ORIGIN);
    await expect(parts.profiles.get(parts.user().userId)).resolves.toMatchObject({
      status: 'ACTIVE',
      role: 'Intern',
      department: 'Law',
      termsVersion: '1',
    });
  });
});

describe('signing up where nothing is disclosed', () => {
  let parts: AuthParts;

  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
    parts = new AuthParts();
  });
  afterEach(() => jest.useRealTimers());

  /** The answer, and how many milliseconds it took. */
  const register = async (email: string) => {
    let took = -1;
    const started = Date.now();
    const answering = parts.signUpFlow
      .registerSilently({ ...FORM, email }, ORIGIN)
      .finally(() => (took = Date.now() - started));
    await jest.advanceTimersByTimeAsync(999);
    const early = took;
    await jest.advanceTimersByTimeAsync(1);
    return { answer: await answering, early, took };
  };

  it('answers a new and a taken address alike, and neither before its time', async () => {
    await parts.newPerson('taken@example.com');
    await parts.signUpFlow.register({ ...FORM, email: 'tardy@example.com' }, ORIGIN);
    const [free, taken, tardy] = [
      await register('tamed@example.com'),
      await register('taken@example.com'),
      await register('tardy@example.com'),
    ];
    expect(free).toEqual({
      answer: {
        userId: null,
        status: 'UNCONFIRMED',
        codeDelivery: { medium: 'EMAIL', destination: 't***@e***.com' },
      },
      early: -1,
      took: 1_000,
    });
    expect([taken, tardy]).toEqual([free, free]);
  });

  it('tells the owner of the address, and sends no code', async () => {
    await parts.newPerson();
    const mails = parts.pool.mails.length;
    await register(EMAIL);
    expect(parts.told).toEqual([`${EMAIL} account_exists`]);
    expect(parts.pool.mails).toHaveLength(mails);
  });

  it('sends the code again to somebody who never confirmed', async () => {
    await register(EMAIL);
    const first = parts.user().codes.get('sign-up');
    await register(EMAIL);
    expect(parts.user().codes.get('sign-up')).not.toBe(first);
    expect(parts.told).toEqual([]);
  });

  it('makes the account of a new address all the same', async () => {
    await register(EMAIL);
    await expect(parts.profiles.get(parts.user().userId)).resolves.toMatchObject({ status: 'UNCONFIRMED' });
  });
});
