import { FakeClock } from '../../test/fakes/fake-clock.js';
import { EventIds, shardOf, timePart } from './event-ids.js';

describe('EventIds', () => {
  const clock = new FakeClock();
  const ids = new EventIds(clock);
  const take = (count: number) => Array.from({ length: count }, () => ids.next().id);

  it('rise strictly within a millisecond, over milliseconds and when the clock is set back', () => {
    const taken = take(500);
    clock.advance(1);
    taken.push(...take(500));
    clock.advance(-60_000);
    taken.push(...take(500));
    expect(taken).toEqual([...new Set(taken)].sort());
  });

  it('tell the time that they sort by', () => {
    clock.advance(3_600_000);
    const { id, at } = ids.next();
    expect(at).toBe(clock.now());
    expect(id.startsWith(timePart(at))).toBe(true);
    expect(id > timePart(at)).toBe(true);
    expect(id < timePart(at + 1)).toBe(true);
  });

  it('are those of a ULID', () => {
    expect(timePart(1_469_918_176_385)).toBe('01ARYZ6S41');
    expect(timePart(-5)).toBe('0000000000');
    expect(timePart(Number.MAX_SAFE_INTEGER)).toBe('7ZZZZZZZZZ');
  });

  it('fall evenly into shards, also those of one millisecond', () => {
    const counts = new Map<number, number>();
    for (const id of take(8_000)) counts.set(shardOf(id, 8), (counts.get(shardOf(id, 8)) ?? 0) + 1);
    expect([...counts.values()]).toEqual(Array.from({ length: 8 }, () => 1_000));
  });
});
