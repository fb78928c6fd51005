import { randomUUID } from 'node:crypto';
import type { CounterStore } from '../../src/limits/counter-store.port.js';

const WINDOW_MS = 60_000;

export function describeCounterStoreContract(name: string, makeSubject: () => CounterStore): void {
  describe(`CounterStore ${name}`, () => {
    const now = Date.now();
    let store: CounterStore;
    let key: string;

    beforeEach(() => {
      store = makeSubject();
      key = `login#${randomUUID()}`;
    });

    it('counts from one and keeps the end of the window', async () => {
      await expect(store.increment(key, WINDOW_MS, now)).resolves.toEqual({
        count: 1,
        windowEndsAt: now + WINDOW_MS,
      });
      await expect(store.increment(key, WINDOW_MS, now + 10_000)).resolves.toEqual({
        count: 2,
        windowEndsAt: now + WINDOW_MS,
      });
    });

    it('counts each key by itself', async () => {
      await store.increment(key, WINDOW_MS, now);
      await expect(store.increment(`${key}-other`, WINDOW_MS, now)).resolves.toMatchObject({ count: 1 });
    });

    it('gives twenty attempts at once the numbers one to twenty', async () => {
      const attempts = Array.from({ length: 20 }, () => store.increment(key, WINDOW_MS, now));
      const counted = await Promise.all(attempts);
      expect(counted.map(({ count }) => count).sort((a, b) => a - b)).toEqual(
        Array.from({ length: 20 }, (_, index) => index + 1),
      );
      expect(new Set(counted.map(({ windowEndsAt }) => windowEndsAt))).toEqual(new Set([now + WINDOW_MS]));
    });

    it('starts anew at the very end of the window', async () => {
      await store.increment(key, WINDOW_MS, now);
      await store.increment(key, WINDOW_MS, now);
      const later = now + WINDOW_MS;
      await expect(store.increment(key, WINDOW_MS, later)).resolves.toEqual({
        count: 1,
        windowEndsAt: later + WINDOW_MS,
      });
    });

    it('restarts an ended window once under concurrency', async () => {
      await store.increment(key, WINDOW_MS, now);
      const later = now + WINDOW_MS + 1;
      const counted = await Promise.all(
        Array.from({ length: 10 }, () => store.increment(key, WINDOW_MS, later)),
      );
      expect(counted.map(({ count }) => count).sort((a, b) => a - b)).toEqual(
        Array.from({ length: 10 }, (_, index) => index + 1),
      );
    });

    it('counts attempts that come at once behind those that were counted', async () => {
      await store.increment(key, WINDOW_MS, now);
      const counted = await Promise.all([1, 2, 3].map(() => store.increment(key, WINDOW_MS, now)));
      expect(counted.map(({ count }) => count)).toEqual([2, 3, 4]);
      await expect(store.increment(key, WINDOW_MS, now)).resolves.toMatchObject({ count: 5 });
    });

    it('peeks without counting', async () => {
      await expect(store.peek(key, now)).resolves.toBeNull();
      await store.increment(key, WINDOW_MS, now);
      await store.peek(key, now);
      await expect(store.peek(key, now + 1)).resolves.toEqual({ count: 1, windowEndsAt: now + WINDOW_MS });
      await expect(store.peek(key, now + WINDOW_MS)).resolves.toBeNull();
    });

    it('resets, also what was never counted', async () => {
      await store.increment(key, WINDOW_MS, now);
      await store.reset(key);
      await store.reset(key);
      await expect(store.peek(key, now)).resolves.toBeNull();
      await expect(store.increment(key, WINDOW_MS, now)).resolves.toMatchObject({ count: 1 });
    });
  });
}
