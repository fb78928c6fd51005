import { randomUUID } from 'node:crypto';
import type { RecoveryCodeSet, RecoveryCodeStore } from '../../src/auth/recovery-code-store.port.js';

export function describeRecoveryCodeStoreContract(name: string, makeSubject: () => RecoveryCodeStore): void {
  describe(`RecoveryCodeStore ${name}`, () => {
    let store: RecoveryCodeStore;
    let userId: string;

    const codeSet = (...hashes: string[]): RecoveryCodeSet => ({
      salt: randomUUID(),
      hashes,
      createdAt: '2026-01-31T08:00:00.000Z',
    });
    const hashesLeft = async (): Promise<string[] | undefined> => {
      const set = await store.find(userId);
      return set?.hashes.toSorted();
    };

    beforeEach(() => {
      store = makeSubject();
      userId = randomUUID();
    });

    it('has none at first', async () => {
      await expect(store.find(userId)).resolves.toBeNull();
      await expect(store.burn(userId, 'a')).resolves.toBe(false);
      await expect(store.find(userId)).resolves.toBeNull();
    });

    it('gives back the set', async () => {
      const set = codeSet('a', 'b');
      await store.replace(userId, set);
      const found = await store.find(userId);
      expect({ ...found, hashes: await hashesLeft() }).toEqual(set);
    });

    it('puts a new set in place of the old one', async () => {
      await store.replace(userId, codeSet('a', 'b'));
      await store.replace(userId, codeSet('c'));
      await expect(hashesLeft()).resolves.toEqual(['c']);
      await expect(store.burn(userId, 'a')).resolves.toBe(false);
    });

    it('creates a set only where there is none, even with all codes used', async () => {
      await expect(store.createIfNone(userId, codeSet('a'))).resolves.toBe(true);
      await expect(store.createIfNone(userId, codeSet('b'))).resolves.toBe(false);
      await store.burn(userId, 'a');
      await expect(store.createIfNone(userId, codeSet('c'))).resolves.toBe(false);
      await expect(hashesLeft()).resolves.toEqual([]);
    });

    it('lets one of two creations at once win', async () => {
      const created = await Promise.all(['a', 'b'].map((hash) => store.createIfNone(userId, codeSet(hash))));
      expect(created.toSorted()).toEqual([false, true]);
    });

    it('burns each code once', async () => {
      await store.replace(userId, codeSet('a', 'b'));
      await expect(store.burn(userId, 'a')).resolves.toBe(true);
      await expect(store.burn(userId, 'a')).resolves.toBe(false);
      await expect(store.burn(userId, 'z')).resolves.toBe(false);
      await expect(hashesLeft()).resolves.toEqual(['b']);
    });

    it('lets exactly one of many burns at once succeed', async () => {
      await store.replace(userId, codeSet('a', 'b'));
      const burnt = await Promise.all(Array.from({ length: 10 }, () => store.burn(userId, 'a')));
      expect(burnt.filter(Boolean)).toHaveLength(1);
      await expect(hashesLeft()).resolves.toEqual(['b']);
    });

    it('burns different codes at once', async () => {
      await store.replace(userId, codeSet('a', 'b', 'c'));
      await expect(Promise.all(['a', 'b'].map((hash) => store.burn(userId, hash)))).resolves.toEqual([
        true,
        true,
      ]);
      await expect(hashesLeft()).resolves.toEqual(['c']);
    });

    it('is left with an empty set after the last code', async () => {
      await store.replace(userId, codeSet('a'));
      await store.burn(userId, 'a');
      await expect(hashesLeft()).resolves.toEqual([]);
    });

    it("does not touch another user's codes", async () => {
      await store.replace(userId, codeSet('a'));
      await expect(store.burn(randomUUID(), 'a')).resolves.toBe(false);
      await expect(hashesLeft()).resolves.toEqual(['a']);
    });

    it('removes the set, also where there is none', async () => {
      await store.replace(userId, codeSet('a'));
      await store.remove(userId);
      await store.remove(userId);
      await expect(store.find(userId)).resolves.toBeNull();
    });
  });
}
