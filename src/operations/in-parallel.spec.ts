import { setImmediate as turn } from 'node:timers/promises';
import { inParallel } from './in-parallel.js';

describe('inParallel', () => {
  it('works on so many at a time, and takes none before there is room', async () => {
    let taken = 0;
    let running = 0;
    let most = 0;
    const done: number[] = [];
    function* items() {
      for (let item = 0; item < 20; item += 1) {
        taken += 1;
        yield item;
      }
    }
    await inParallel(items(), 3, async (item) => {
      running += 1;
      most = Math.max(most, running);
      expect(taken - done.length).toBeLessThanOrEqual(3);
      await turn();
      running -= 1;
      done.push(item);
    });
    expect([most, done.length]).toEqual([3, 20]);
  });

  it('starts nothing more after a failure, and lets what is under way end', async () => {
    const ended: number[] = [];
    const work = async (item: number) => {
      await turn();
      if (item === 2) throw new Error('no');
      await turn();
      ended.push(item);
    };
    await expect(inParallel([1, 2, 3, 4, 5, 6], 2, work)).rejects.toThrow('no');
    expect(ended).toContain(1);
    expect(ended).not.toContain(6);
  });
});
