import { FakeClock } from '../../test/fakes/fake-clock.js';
import { InMemoryChangeStore } from '../../test/fakes/in-memory-change-store.js';
import { AppError } from '../shared/app-error.js';
import { FRESH_MS, FreshCache, MAX_HELD_MS } from '../shared/fresh-cache.js';
import { ABANDONED_MS, ChangeFeed } from './change-feed.js';

const PROMISE_MS = 5_000;
const USER = 'ada';

/** An instance of the service with a clock of its own. */
class Instance {
  readonly clock = new FakeClock();
  readonly feed: ChangeFeed;
  readonly cache: FreshCache<{ value: string }>;
  reads = 0;

  constructor(
    private readonly world: World,
    clockAheadMs = 0,
  ) {
    this.clock.advance(clockAheadMs);
    this.feed = new ChangeFeed(world.changes, this.clock);
    const load = (): Promise<{ value: string }> => {
      this.reads += 1;
      return Promise.resolve({ value: world.state });
    };
    this.cache = new FreshCache(this.clock, load, { watch: this.feed });
  }

  async see(): Promise<string> {
    const { value } = await this.cache.get(USER);
    // The poll that was started by asking.
    await this.feed.poll();
    return value;
  }
}

class World {
  readonly changes = new InMemoryChangeStore();
  state = 'old';
  readonly instances: Instance[] = [];

  start(clockAheadMs = 0): Instance {
    const instance = new Instance(this, clockAheadMs);
    this.instances.push(instance);
    return instance;
  }

  pass(milliseconds: number): void {
    for (const { clock } of this.instances) clock.advance(milliseconds);
  }

  /** Asks as a busy user does, twice a second. */
  async busy(instance: Instance, milliseconds: number): Promise<string> {
    let seen = await instance.see();
    for (let passed = 0; passed < milliseconds; passed += 500) {
      this.pass(500);
      seen = await instance.see();
    }
    return seen;
  }
}

describe('ChangeFeed', () => {
  let world: World;
  let here: Instance;
  let elsewhere: Instance;

  const set = (state: string) => (): Promise<void> => {
    world.state = state;
    return Promise.resolve();
  };

  beforeEach(async () => {
    world = new World();
    here = world.start();
    elsewhere = world.start(3_600_000);
    await world.busy(elsewhere, 20_000);
    elsewhere.reads = 0;
  });

  it('keeps what nobody changes without reading it again', async () => {
    await expect(world.busy(elsewhere, 60_000)).resolves.toBe('old');
    expect(elsewhere.reads).toBe(0);
  });

  it('shows a change elsewhere within five seconds, though the clocks differ by an hour', async () => {
    await here.feed.announced(USER, set('new'));
    await expect(world.busy(elsewhere, PROMISE_MS)).resolves.toBe('new');
  });

  it('keeps the new state after the change', async () => {
    await here.feed.announced(USER, set('new'));
    await world.busy(elsewhere, 20_000);
    elsewhere.reads = 0;
    await expect(world.busy(elsewhere, 60_000)).resolves.toBe('new');
    expect(elsewhere.reads).toBe(0);
  });

  it('shows in time a change that is made long after its announcement', async () => {
    const late = here.feed.announced(USER, async () => {
      await world.busy(elsewhere, 60_000);
      world.state = 'new';
    });
    await late;
    await expect(world.busy(elsewhere, PROMISE_MS)).resolves.toBe('new');
  });

  it('shows in time a change whose instance died before it could settle it', async () => {
    jest.spyOn(world.changes, 'settle').mockRejectedValueOnce(new Error('killed'));
    await here.feed.announced(USER, set('new'));
    await expect(world.busy(elsewhere, PROMISE_MS)).resolves.toBe('new');
  });

  it('trusts to time alone while a change is pending, and settles one that was left behind', async () => {
    await world.changes.announce(here.feed.bucketOf(USER), 'left-behind');
    await world.busy(elsewhere, 60_000);
    expect(elsewhere.reads).toBeGreaterThan(10);
    await world.busy(elsewhere, ABANDONED_MS);
    elsewhere.reads = 0;
    await world.busy(elsewhere, 60_000);
    expect(elsewhere.reads).toBe(0);
  });

  it('trusts to time alone while the changes cannot be read', async () => {
    const read = jest.spyOn(world.changes, 'read').mockRejectedValue(new Error('down'));
    await here.feed.announced(USER, set('new'));
    await expect(world.busy(elsewhere, PROMISE_MS)).resolves.toBe('new');
    world.state = 'newer';
    await expect(world.busy(elsewhere, PROMISE_MS)).resolves.toBe('newer');
    read.mockRestore();
    await world.busy(elsewhere, 20_000);
    elsewhere.reads = 0;
    await world.busy(elsewhere, 60_000);
    expect(elsewhere.reads).toBe(0);
  });

  it('does not count an answer that took too long', async () => {
    const original = world.changes.read.bind(world.changes);
    jest.spyOn(world.changes, 'read').mockImplementation(async () => {
      const changes = await original();
      world.pass(FRESH_MS);
      return changes;
    });
    await world.busy(elsewhere, 1_000);
    world.state = 'new';
    await expect(world.busy(elsewhere, PROMISE_MS)).resolves.toBe('new');
  });

  it('makes no change that it could not announce', async () => {
    jest.spyOn(world.changes, 'announce').mockRejectedValue(new AppError('service_unavailable'));
    await expect(here.feed.announced(USER, set('new'))).rejects.toHaveProperty('code', 'service_unavailable');
    expect(world.state).toBe('old');
  });

  it.each([
    ['settles', 'was refused', new AppError('precondition_failed'), 0],
    ['leaves pending', 'was not answered', new AppError('service_unavailable'), 1],
    ['leaves pending', 'failed in an unknown way', new Error('nobody knows'), 1],
  ])('%s a change that %s', async (_does, _ended, error, left) => {
    await expect(here.feed.announced(USER, () => Promise.reject(error))).rejects.toBe(error);
    const [bucket] = await world.changes.read();
    expect(bucket?.pending).toHaveLength(left);
  });

  it('reads again after ten minutes what somebody may have changed by hand', async () => {
    world.state = 'by hand';
    await expect(world.busy(elsewhere, PROMISE_MS)).resolves.toBe('old');
    await expect(world.busy(elsewhere, MAX_HELD_MS)).resolves.toBe('by hand');
  });

  it('trusts nothing when the clock was set back', async () => {
    world.state = 'new';
    elsewhere.clock.advance(-1_800_000);
    await expect(elsewhere.see()).resolves.toBe('new');
  });

  it('forgets what it kept when the table was restored to another state', async () => {
    await here.feed.announced(USER, set('new'));
    await world.busy(elsewhere, 20_000);
    world.state = 'restored';
    jest.spyOn(world.changes, 'read').mockResolvedValue([]);
    await expect(world.busy(elsewhere, PROMISE_MS)).resolves.toBe('restored');
  });
});
