import { FakeClock } from '../../test/fakes/fake-clock.js';
import { InMemoryCounterStore } from '../../test/fakes/in-memory-counter-store.js';
import { loadConfig } from '../config/load-config.js';
import { RATE_LIMIT_POLICIES, type RateLimitName, type RateLimitPolicy } from './rate-limit-policies.js';
import { RateLimits, type RateLimitState } from './rate-limits.js';

const ADDRESS = '192.0.2.7';
const ACCOUNT = 'ada@example.com';

describe('RateLimits', () => {
  let clock: FakeClock;
  let counters: InMemoryCounterStore;
  let limits: RateLimits;

  const instance = (factor = '1') =>
    new RateLimits(counters, clock, loadConfig({ RATE_LIMIT_FACTOR: factor }));
  const takeMany = async (times: number, take: () => RateLimitState | Promise<RateLimitState>) => {
    const states: RateLimitState[] = [];
    for (let time = 0; time < times; time += 1) states.push(await take());
    return states;
  };
  const login = (ipAddress = ADDRESS, account = ACCOUNT) => limits.take('login', { ipAddress, account });

  beforeEach(() => {
    clock = new FakeClock();
    counters = new InMemoryCounterStore();
    limits = instance();
  });

  it('count down what is left of the nearest limit, and refuse beyond it', async () => {
    const states = await takeMany(11, login);
    expect(states[0]).toEqual({
      allowed: true,
      limit: 10,
      remaining: 9,
      resetSeconds: 60,
      windowSeconds: 60,
    });
    expect(states[9]).toMatchObject({ allowed: true, remaining: 0 });
    expect(states[10]).toMatchObject({ allowed: false, limit: 10, remaining: 0 });
  });

  it('count an account over all addresses, and an address over all accounts', async () => {
    await takeMany(10, login);
    await expect(login('198.51.100.1')).resolves.toMatchObject({ allowed: false, limit: 10 });
    await expect(login(ADDRESS, 'eve@example.com')).resolves.toMatchObject({ allowed: true });
    let person = 0;
    await takeMany(19, () => login(ADDRESS, `person${(person += 1)}@example.com`));
    await expect(login(ADDRESS, 'bob@example.com')).resolves.toMatchObject({ allowed: false, limit: 30 });
  });

  it('count the whole network of an IPv6 address as one', async () => {
    for (const name of ['login', 'default'] as const) {
      const { perAddress } = RATE_LIMIT_POLICIES[name];
      let host = 0;
      const states = await takeMany(perAddress + 1, () =>
        limits.take(name, { ipAddress: `2001:db8:1:2::${(host += 1).toString(16)}` }),
      );
      expect(states.map(({ allowed }) => allowed).indexOf(false)).toBe(perAddress);
      expect(await limits.take(name, { ipAddress: '2001:db8:1:3::1' })).toMatchObject({ allowed: true });
    }
  });

  it('count an address alone where no account is named', async () => {
    const states = await takeMany(31, () => limits.take('login', { ipAddress: ADDRESS }));
    expect(states.map(({ allowed }) => allowed).lastIndexOf(true)).toBe(29);
  });

  it('start anew after the window, and say how long that takes', async () => {
    await takeMany(11, login);
    clock.advance(20_500);
    await expect(login()).resolves.toMatchObject({ allowed: false, resetSeconds: 40 });
    clock.advance(39_500);
    await expect(login()).resolves.toMatchObject({ allowed: true, remaining: 9, resetSeconds: 60 });
  });

  it('never say to come back in no time', async () => {
    await takeMany(11, login);
    clock.advance(59_999);
    await expect(login()).resolves.toMatchObject({ allowed: false, resetSeconds: 1 });
  });

  it('are those of all instances together', async () => {
    await takeMany(10, login);
    limits = instance();
    await expect(login()).resolves.toMatchObject({ allowed: false });
  });

  it('are apart for each operation', async () => {
    await takeMany(11, login);
    await expect(limits.take('code', { ipAddress: ADDRESS, account: ACCOUNT })).resolves.toMatchObject({
      allowed: true,
      limit: 15,
      remaining: 14,
    });
  });

  it('of cheap operations are answered without a promise, by each instance for itself', async () => {
    const take = () => limits.take('default', { ipAddress: ADDRESS });
    expect(take()).toMatchObject({ allowed: true, limit: 600, remaining: 599 });
    const [last] = (await takeMany(600, take)).slice(-1);
    expect(last).toMatchObject({ allowed: false });
    expect(limits.take('default', { ipAddress: '198.51.100.1' })).toMatchObject({ allowed: true });
    expect(instance().take('default', { ipAddress: ADDRESS })).toMatchObject({ allowed: true });
  });

  it.each([
    ['0.5', 5],
    ['2', 20],
    ['0.01', 1],
  ])('are multiplied by a factor of %s, and never become nothing', async (factor, limit) => {
    limits = instance(factor);
    await expect(login()).resolves.toMatchObject({ allowed: true, limit });
  });

  it('keep neither addresses nor accounts readable', async () => {
    const increment = jest.spyOn(counters, 'increment');
    await login();
    for (const [key] of increment.mock.calls) {
      expect(key).toMatch(/^rate#login#(address|account)#[A-Za-z0-9_-]{22}$/);
      expect(key).not.toContain('ada');
    }
  });
});

describe('rate-limit policies', () => {
  const policies = Object.entries(RATE_LIMIT_POLICIES) as [RateLimitName, RateLimitPolicy][];

  it.each(policies)(
    '%s allows an address more than one account, and counts accounts for all instances',
    (_, policy) => {
      expect(policy.windowSeconds).toBeGreaterThan(0);
      expect(policy.perAddress).toBeGreaterThanOrEqual(policy.perAccount ?? 1);
      expect(policy.shared || policy.perAccount === undefined).toBe(true);
    },
  );

  it('let nobody guess a code of six digits in a day', () => {
    const { perAccount, windowSeconds } = RATE_LIMIT_POLICIES.code;
    // Beside this, five answers end a challenge and every failure counts towards the lock.
    expect((perAccount * 86_400) / windowSeconds / 1_000_000).toBeLessThan(0.01);
  });

  it('do not fill a mailbox', () => {
    const { perAccount, windowSeconds } = RATE_LIMIT_POLICIES.mail;
    expect((perAccount * 3_600) / windowSeconds).toBeLessThanOrEqual(5);
  });
});
