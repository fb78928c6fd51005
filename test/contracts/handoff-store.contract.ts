import { randomUUID } from 'node:crypto';
import type { Handoff, HandoffStore } from '../../src/auth/social/handoff-store.port.js';

export function describeHandoffStoreContract(name: string, makeSubject: () => HandoffStore): void {
  describe(`HandoffStore ${name}`, () => {
    let store: HandoffStore;

    const leave = async (): Promise<Handoff> => {
      const handoff = { id: randomUUID(), sealed: `sealed ${randomUUID()}`, expiresAt: 1_767_225_600_123 };
      await store.put(handoff);
      return handoff;
    };

    beforeEach(() => {
      store = makeSubject();
    });

    it('gives nothing where nothing was left', async () => {
      await expect(store.take(randomUUID())).resolves.toBeNull();
    });

    it('gives back what was left, once', async () => {
      const handoff = await leave();
      await expect(store.take(handoff.id)).resolves.toEqual(handoff);
      await expect(store.take(handoff.id)).resolves.toBeNull();
    });

    it('gives it to exactly one of many at once', async () => {
      const handoff = await leave();
      const taken = await Promise.all(Array.from({ length: 10 }, () => store.take(handoff.id)));
      expect(taken.filter((each) => each !== null)).toEqual([handoff]);
    });

    it('leaves the others where they are', async () => {
      const [one, other] = [await leave(), await leave()];
      await store.take(one.id);
      await expect(store.take(other.id)).resolves.toEqual(other);
    });

    it('keeps what is too old until it is taken, because whoever takes it looks at the time', async () => {
      const handoff = { id: randomUUID(), sealed: 'sealed', expiresAt: 1 };
      await store.put(handoff);
      await expect(store.take(handoff.id)).resolves.toEqual(handoff);
    });
  });
}
