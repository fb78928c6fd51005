import { setTimeout as sleep } from 'node:timers/promises';
import { CallSlots } from './call-slots.js';

/** A call that ends when it is told to. */
function held() {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  return { call: () => ended, end };
}

describe('CallSlots', () => {
  const limits = { concurrent: 2, queued: 2, queueWait: 50 };

  it('lets so many go at once and the others in turn', async () => {
    const slots = new CallSlots(limits);
    const [first, second] = [held(), held()];
    const begun: string[] = [];
    const running = [slots.run(first.call), slots.run(second.call)];
    running.push(
      ...['third', 'fourth'].map((name) => slots.run(() => Promise.resolve(void begun.push(name)))),
    );
    await sleep(5);
    expect(begun).toEqual([]);
    first.end();
    second.end();
    await Promise.all(running);
    expect(begun).toEqual(['third', 'fourth']);
  });

  it('refuses at once where the queue is full', async () => {
    const slots = new CallSlots({ ...limits, queued: 0 });
    const [first, second] = [held(), held()];
    const running = [slots.run(first.call), slots.run(second.call)];
    await expect(slots.run(first.call)).rejects.toMatchObject({ code: 'service_unavailable' });
    first.end();
    second.end();
    await Promise.all(running);
    await expect(slots.run(() => Promise.resolve('free again'))).resolves.toBe('free again');
  });

  it('refuses after a moment where no place gets free, and forgets who gave up', async () => {
    const slots = new CallSlots({ ...limits, concurrent: 1 });
    const slow = held();
    const running = slots.run(slow.call);
    await expect(slots.run(slow.call)).rejects.toMatchObject({
      code: 'service_unavailable',
      retryAfterSeconds: 1,
    });
    slow.end();
    await running;
    await expect(slots.run(() => Promise.resolve('free again'))).resolves.toBe('free again');
  });

  it('gives the place of a call that failed to the next', async () => {
    const slots = new CallSlots({ ...limits, concurrent: 1 });
    const failing = slots.run(() => Promise.reject(new Error('broken')));
    const next = slots.run(() => Promise.resolve('next'));
    await expect(failing).rejects.toThrow('broken');
    await expect(next).resolves.toBe('next');
  });
});
