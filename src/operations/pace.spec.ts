import { Pace } from './pace.js';

describe('Pace', () => {
  it('lets calls through evenly, and those that make several more slowly', async () => {
    let now = 1_000;
    const waits: number[] = [];
    const wait = (milliseconds: number) => {
      waits.push(milliseconds);
      return Promise.resolve();
    };
    const pace = new Pace(10, { now: () => now, wait });
    await Promise.all([pace.turn(), pace.turn(3), pace.turn()]);
    expect(waits).toEqual([100, 400]);
    now += 10_000;
    await pace.turn();
    await pace.turn();
    expect(waits).toEqual([100, 400, 100]);
  });

  it('lets those through at once who make no call', async () => {
    const wait = jest.fn(() => Promise.resolve());
    const pace = new Pace(1, { now: () => 0, wait });
    await pace.turn(0);
    await pace.turn(0);
    expect(wait).not.toHaveBeenCalled();
  });
});
