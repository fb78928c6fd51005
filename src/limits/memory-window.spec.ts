import { FakeClock } from '../../test/fakes/fake-clock.js';
import { MemoryWindow } from './memory-window.js';

describe('MemoryWindow', () => {
  const clock = new FakeClock();
  const count = (window: MemoryWindow, key = 'a') => window.increment(key, 1_000, clock.now());

  it('counts each key in a window that begins with its first attempt', () => {
    const window = new MemoryWindow();
    const windowEndsAt = clock.now() + 1_000;
    expect(count(window)).toEqual({ count: 1, windowEndsAt });
    clock.advance(999);
    expect(count(window)).toEqual({ count: 2, windowEndsAt });
    expect(count(window, 'b')).toEqual({ count: 1, windowEndsAt: clock.now() + 1_000 });
    clock.advance(1);
    expect(count(window)).toEqual({ count: 1, windowEndsAt: clock.now() + 1_000 });
  });

  it('answers what does not change with the next attempt', () => {
    const window = new MemoryWindow();
    const first = count(window);
    count(window);
    expect(first.count).toBe(1);
  });

  it('forgets those that called longest ago rather than grow without end', () => {
    const window = new MemoryWindow();
    count(window, 'first');
    for (let key = 0; key < 50_000; key += 1) count(window, String(key));
    expect(count(window, 'first').count).toBe(1);
    expect(count(window, '49999').count).toBe(2);
  });
});
