import { randomUUID } from 'node:crypto';
import type { OwnTotpStore } from '../../src/auth/social/own-totp-store.port.js';

export function describeOwnTotpStoreContract(name: string, makeSubject: () => OwnTotpStore): void {
  describe(`OwnTotpStore ${name}`, () => {
    let store: OwnTotpStore;
    let userId: string;

    const enrol = async (secret: string, step: number): Promise<void> => {
      await store.setPending(userId, secret);
      await expect(store.activate(userId, secret, step)).resolves.toBe(true);
    };

    beforeEach(() => {
      store = makeSubject();
      userId = randomUUID();
    });

    it('has nothing at first, and makes nothing by being asked', async () => {
      await expect(store.find(userId)).resolves.toBeNull();
      await expect(store.activate(userId, 'a', 1)).resolves.toBe(false);
      await expect(store.useStep(userId, 1)).resolves.toBe(false);
      await expect(store.find(userId)).resolves.toBeNull();
    });

    it('keeps an app that is set up beside none, of which no code counts yet', async () => {
      await store.setPending(userId, 'a');
      await expect(store.find(userId)).resolves.toEqual({ secret: null, pending: 'a', lastStep: 0 });
      await expect(store.useStep(userId, 5)).resolves.toBe(false);
    });

    it('makes the pending app the one in use, and notes the step of its code', async () => {
      await enrol('a', 7);
      await expect(store.find(userId)).resolves.toEqual({ secret: 'a', pending: null, lastStep: 7 });
    });

    it('keeps the app in use while another one is pending', async () => {
      await enrol('a', 7);
      await store.setPending(userId, 'b');
      await expect(store.find(userId)).resolves.toEqual({ secret: 'a', pending: 'b', lastStep: 7 });
      await expect(store.useStep(userId, 8)).resolves.toBe(true);
      await expect(store.activate(userId, 'b', 9)).resolves.toBe(true);
      await expect(store.find(userId)).resolves.toEqual({ secret: 'b', pending: null, lastStep: 9 });
    });

    it('does not take an app that another one has replaced while it was pending', async () => {
      await store.setPending(userId, 'a');
      await store.setPending(userId, 'b');
      await expect(store.activate(userId, 'a', 1)).resolves.toBe(false);
      await expect(store.find(userId)).resolves.toMatchObject({ secret: null, pending: 'b' });
    });

    it('takes a repeat of the same activation for done, as after an answer that was lost', async () => {
      await enrol('a', 7);
      await expect(store.activate(userId, 'a', 7)).resolves.toBe(true);
      await expect(store.activate(userId, 'a', 8)).resolves.toBe(false);
    });

    it('takes each step once, and only later ones', async () => {
      await enrol('a', 7);
      const taken = [];
      for (const step of [7, 6, 8, 8, 10, 9]) taken.push(await store.useStep(userId, step));
      expect(taken).toEqual([false, false, true, false, true, false]);
    });

    it('lets exactly one of many uses of a step at once succeed', async () => {
      await enrol('a', 7);
      const used = await Promise.all(Array.from({ length: 10 }, () => store.useStep(userId, 8)));
      expect(used.filter(Boolean)).toHaveLength(1);
    });

    it("does not touch another user's app", async () => {
      await enrol('a', 7);
      await expect(store.useStep(randomUUID(), 8)).resolves.toBe(false);
      await store.remove(randomUUID());
      await expect(store.find(userId)).resolves.toEqual({ secret: 'a', pending: null, lastStep: 7 });
    });

    it('removes all of it, also where there is nothing', async () => {
      await enrol('a', 7);
      await store.remove(userId);
      await store.remove(userId);
      await expect(store.find(userId)).resolves.toBeNull();
    });
  });
}
