import { FakeClock } from '../../test/fakes/fake-clock.js';
import { InMemoryCounterStore } from '../../test/fakes/in-memory-counter-store.js';
import { loadConfig } from '../config/load-config.js';
import { SecretKeys } from '../shared/secret-keys.js';
import { AccountLock } from './account-lock.js';

const EMAIL = 'ada@example.com';
const OLD = 'the older secret, longer than 32 bytes';
const NEW = 'the newer secret, longer than 32 bytes';

describe('AccountLock', () => {
  let clock: FakeClock;
  let counters: InMemoryCounterStore;
  let lock: AccountLock;

  const instance = (...secrets: string[]) =>
    new AccountLock(
      counters,
      clock,
      loadConfig({ LOCK_AFTER: '3', LOCK_MINUTES: '15' }),
      new SecretKeys(secrets),
    );
  const fail = async (times: number, by = lock) => {
    const locked: boolean[] = [];
    for (let time = 0; time < times; time += 1) locked.push(await by.recordFailure(EMAIL));
    return locked;
  };
  const expectLocked = (seconds: number, by = lock) =>
    expect(by.check(EMAIL)).rejects.toMatchObject({ code: 'account_locked', retryAfterSeconds: seconds });
  const expectOpen = (by = lock) => expect(by.check(EMAIL)).resolves.toBeUndefined();

  beforeEach(() => {
    clock = new FakeClock();
    counters = new InMemoryCounterStore();
    lock = instance(OLD);
  });

  it('locks with the failure that is one too many, and says so of it', async () => {
    await expectOpen();
    await expect(fail(2)).resolves.toEqual([false, false]);
    await expectOpen();
    await expect(fail(1)).resolves.toEqual([true]);
    await expectLocked(900);
  });

  it('lasts its whole time from the failure that caused it, and says what is left', async () => {
    await fail(2);
    clock.advance(14 * 60_000);
    await fail(1);
    clock.advance(14 * 60_000 + 500);
    await expectLocked(60);
    clock.advance(60_000);
    await expectOpen();
  });

  it('is not prolonged by failures while it lasts', async () => {
    await fail(3);
    clock.advance(10 * 60_000);
    await fail(5);
    await expectLocked(300);
    clock.advance(300_000);
    await expectOpen();
  });

  it('forgets failures that are as old as a lock would be', async () => {
    await fail(2);
    clock.advance(15 * 60_000);
    await expect(fail(2)).resolves.toEqual([false, false]);
    await expectOpen();
  });

  it('does not tell the cases of an address apart, but other addresses', async () => {
    await lock.recordFailure('ADA@example.com');
    await fail(2);
    await expect(lock.check('Ada@Example.com')).rejects.toHaveProperty('code', 'account_locked');
    await expect(lock.check('eve@example.com')).resolves.toBeUndefined();
  });

  it('starts the count anew with a success, seen by another instance too', async () => {
    const elsewhere = instance(OLD);
    await fail(2);
    await elsewhere.check(EMAIL);
    await elsewhere.recordSuccess(EMAIL);
    await fail(2);
    await expectOpen();
  });

  it('asks nothing of the counters for a success without failures', async () => {
    const reset = jest.spyOn(counters, 'reset');
    await lock.check(EMAIL);
    await lock.recordSuccess(EMAIL);
    expect(reset).not.toHaveBeenCalled();
  });

  it('opens by an administrator, however often', async () => {
    await fail(3);
    await lock.unlock(EMAIL);
    await lock.unlock(EMAIL);
    await expectOpen();
    await expect(fail(2)).resolves.toEqual([false, false]);
  });

  it('goes on counting while secrets are rotated', async () => {
    await fail(2);
    const rotated = instance(NEW, OLD);
    await fail(1, rotated);
    await expectLocked(900);
    await expectLocked(900, rotated);
  });

  it('keeps no addresses', async () => {
    const increment = jest.spyOn(counters, 'increment');
    await fail(3);
    const keys = increment.mock.calls.map(([key]) => key);
    expect(new Set(keys).size).toBe(2);
    for (const key of keys) {
      expect(key).toMatch(/^(failures|lock)#[A-Za-z0-9_-]{43}$/);
      expect(Buffer.from(key, 'base64url').toString('latin1')).not.toContain('ada');
    }
  });
});
