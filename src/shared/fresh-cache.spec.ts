import { FakeClock } from '../../test/fakes/fake-clock.js';
import { FRESH_MS, FreshCache } from './fresh-cache.js';

interface Value {
  readonly number: number;
}

describe('FreshCache', () => {
  let clock: FakeClock;
  /** What a read of the source finds; each read is answered when it is released. */
  let source: Value;
  let reads: (() => void)[];
  let cache: FreshCache<Value>;

  const load = async (): Promise<Value> => {
    const value = source;
    await new Promise<void>((resolve) => reads.push(resolve));
    return value;
  };
  const release = () => {
    reads.splice(0).forEach((answer) => {
      answer();
    });
  };
  const read = (key = 'ada'): Promise<Value> => {
    const reading = cache.get(key);
    release();
    return reading;
  };

  beforeEach(() => {
    clock = new FakeClock();
    reads = [];
    source = { number: 1 };
    cache = new FreshCache(clock, load);
  });

  it('answers what it has read for four seconds, and reads again after them', async () => {
    await read();
    source = { number: 2 };
    clock.advance(FRESH_MS - 1);
    await expect(read()).resolves.toEqual({ number: 1 });
    clock.advance(2);
    await expect(read()).resolves.toEqual({ number: 2 });
  });

  it('counts from when the read began, not from when it was answered', async () => {
    const slow = cache.get('ada');
    clock.advance(FRESH_MS - 1);
    release();
    await slow;
    expect(cache.peek('ada')).toEqual({ number: 1 });
    clock.advance(2);
    expect(cache.peek('ada')).toBeUndefined();
  });

  it('answers at once only what it has', async () => {
    expect(cache.peek('ada')).toBeUndefined();
    expect(reads).toHaveLength(0);
    await read();
    expect(cache.peek('ada')).toEqual({ number: 1 });
  });

  it('reads once for all who ask at the same time, and each key for itself', async () => {
    const asked = [cache.get('ada'), cache.get('ada'), cache.get('eve')];
    expect(reads).toHaveLength(2);
    release();
    await expect(Promise.all(asked)).resolves.toHaveLength(3);
  });

  it.each(['forget', 'put'] as const)('does not keep a read that a %s has overtaken', async (how) => {
    const overtaken = cache.get('ada');
    source = { number: 2 };
    if (how === 'forget') cache.forget('ada');
    else cache.put('ada', source, clock.now());
    release();
    await expect(overtaken).resolves.toEqual({ number: 1 });
    await expect(read()).resolves.toEqual({ number: 2 });
  });

  it('believes for four seconds only what was doubted, be it known or being read', async () => {
    const watch = { bucketOf: () => 0, stampOf: () => 0, holds: (_: number, stamp?: number) => stamp === 0 };
    cache = new FreshCache(clock, load, { watch });
    await Promise.all([read('ada'), read('bob')]);
    cache.doubt('bob');
    const reading = cache.get('eve');
    cache.doubt('eve');
    release();
    await reading;
    const known = () => ['ada', 'bob', 'eve'].filter((key) => cache.peek(key) !== undefined);
    expect(known()).toEqual(['ada', 'bob', 'eve']);
    clock.advance(FRESH_MS + 1);
    expect(known()).toEqual(['ada']);
  });

  it('does not give an overtaken read to whom asks after the change', async () => {
    const overtaken = cache.get('ada');
    cache.forget('ada');
    source = { number: 2 };
    const later = cache.get('ada');
    release();
    await expect(Promise.all([overtaken, later])).resolves.toEqual([{ number: 1 }, { number: 2 }]);
    expect(cache.peek('ada')).toEqual({ number: 2 });
  });

  it('keeps no failure, and tells it to all who waited', async () => {
    let failing = true;
    const unsure = new FreshCache(clock, () => (failing ? Promise.reject(new Error('down')) : load()));
    const asked = await Promise.allSettled([unsure.get('ada'), unsure.get('ada')]);
    expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    failing = false;
    const again = unsure.get('ada');
    release();
    await expect(again).resolves.toEqual({ number: 1 });
  });

  it('keeps no more than it may', async () => {
    cache = new FreshCache(clock, load, { maxEntries: 2 });
    for (const key of ['a', 'b', 'c']) await read(key);
    expect(['a', 'b', 'c'].filter((key) => cache.peek(key) !== undefined)).toEqual(['b', 'c']);
  });
});
