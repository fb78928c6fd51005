import { SendSlots } from './send-slots.js';

/** A job that runs until it is told to end. */
function job() {
  let started = false;
  let end: (() => void) | undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const run = () => {
    started = true;
    return ended;
  };
  return { run, end: () => end?.(), hasStarted: () => started };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('SendSlots', () => {
  it('runs as many jobs at once as it has slots, the others in their turn', async () => {
    const slots = new SendSlots(2, 10);
    const jobs = [job(), job(), job(), job()];
    const done = jobs.map(({ run }) => slots.run(run));
    const running = () => jobs.map(({ hasStarted }) => hasStarted());
    expect(running()).toEqual([true, true, false, false]);
    jobs[1]?.end();
    await settle();
    expect(running()).toEqual([true, true, true, false]);
    jobs.forEach(({ end }) => {
      end();
    });
    await expect(Promise.all(done)).resolves.toEqual([true, true, true, true]);
    expect(running()).toEqual([true, true, true, true]);
  });

  it('refuses a job where too many wait', async () => {
    const slots = new SendSlots(1, 1);
    const [first, second, third] = [job(), job(), job()];
    const done = [slots.run(first.run), slots.run(second.run)];
    await expect(slots.run(third.run)).resolves.toBe(false);
    expect(third.hasStarted()).toBe(false);
    first.end();
    second.end();
    await Promise.all(done);
    third.end();
    await expect(slots.run(third.run)).resolves.toBe(true);
  });

  it('is drained when nothing runs or waits', async () => {
    const slots = new SendSlots(1, 5);
    await slots.drained();
    const jobs = [job(), job()];
    const done = jobs.map(({ run }) => slots.run(run));
    let isDrained = false;
    const drained = slots.drained().then(() => {
      isDrained = true;
    });
    jobs[0]?.end();
    await settle();
    expect(isDrained).toBe(false);
    jobs[1]?.end();
    await Promise.all([drained, ...done]);
    expect(isDrained).toBe(true);
  });
});
