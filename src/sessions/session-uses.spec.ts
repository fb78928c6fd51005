import { Logger } from '@nestjs/common';
import { FakeClock } from '../../test/fakes/fake-clock.js';
import { InMemorySessionStore } from '../../test/fakes/in-memory-session-store.js';
import { SessionUses } from './session-uses.js';

const MINUTE = 60_000;

describe('uses of sessions', () => {
  let clock: FakeClock;
  let store: InMemorySessionStore;
  let touches: number[];
  let uses: SessionUses;
  let opened: number;

  beforeEach(() => {
    jest.useFakeTimers();
    clock = new FakeClock();
    opened = clock.now();
    store = new InMemorySessionStore();
    touches = [];
    jest.spyOn(store, 'touch').mockImplementation((_, at) => {
      touches.push(at - opened);
      return Promise.resolve();
    });
    uses = new SessionUses(store, clock, MINUTE);
  });
  afterEach(() => jest.useRealTimers());

  async function pass(milliseconds: number): Promise<void> {
    clock.advance(milliseconds);
    await jest.advanceTimersByTimeAsync(milliseconds);
  }

  it('are told at once where the last one that was told is a minute old', async () => {
    await pass(MINUTE);
    uses.note('s', opened);
    expect(touches).toEqual([MINUTE]);
  });

  it('are told once a minute however many there are, and the last one is never lost', async () => {
    for (let second = 0; second < 150; second += 1) {
      uses.note('s', opened);
      await pass(1_000);
    }
    await pass(5 * MINUTE);
    expect(touches).toHaveLength(3);
    expect(touches.at(-1)).toBe(149_000);
  });

  it('are told no more than once a minute although the registry was read before it was told', async () => {
    await pass(MINUTE);
    uses.note('s', opened);
    await pass(1_000);
    uses.note('s', opened);
    expect(touches).toEqual([MINUTE]);
  });

  it('are not told where another instance has told later ones', async () => {
    await pass(10);
    uses.note('s', opened + 20);
    await pass(2 * MINUTE);
    expect(touches).toEqual([]);
  });

  it('are known here before they are told', async () => {
    await pass(10_000);
    uses.note('s', opened);
    expect([uses.lastUse('s'), uses.lastUse('other')]).toEqual([opened + 10_000, 0]);
  });

  it('are all told before the process ends', async () => {
    await pass(10_000);
    for (const id of ['a', 'b', 'c']) uses.note(id, opened);
    await uses.flush();
    expect(touches).toEqual([10_000, 10_000, 10_000]);
  });

  it('are known and told, the last one too, although a hundred thousand other sessions were used since', async () => {
    await pass(10_000);
    uses.note('s', opened);
    for (let other = 0; other < 100_000; other += 1) uses.note(`s-${other}`, clock.now());
    expect(uses.lastUse('s')).toBe(opened + 10_000);
    await pass(10_000);
    uses.note('s', opened);
    await uses.flush();
    expect(touches).toEqual([20_000]);
  });

  it('are told later where the registry fails', async () => {
    const warn = jest.spyOn(Logger.prototype, 'warn').mockReturnValueOnce();
    jest.spyOn(store, 'touch').mockRejectedValueOnce(new Error('down'));
    await pass(MINUTE);
    uses.note('s', opened);
    await pass(0);
    expect([touches, warn.mock.calls.length]).toEqual([[], 1]);
    await pass(2 * MINUTE);
    expect(touches).toEqual([MINUTE]);
  });
});
