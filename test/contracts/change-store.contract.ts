import { randomInt, randomUUID } from 'node:crypto';
import { BUCKETS } from '../../src/changes/buckets.js';
import type { BucketChanges, ChangeStore } from '../../src/changes/change-store.port.js';

export function describeChangeStoreContract(name: string, makeSubject: () => ChangeStore): void {
  describe(`ChangeStore ${name}`, () => {
    let store: ChangeStore;
    let bucket: number;
    let change: string;

    const find = async (wanted = bucket): Promise<BucketChanges | undefined> =>
      (await store.read()).find((known) => known.bucket === wanted);

    beforeEach(() => {
      store = makeSubject();
      bucket = randomInt(BUCKETS);
      change = randomUUID();
    });

    it('shows a change from its announcement until it is settled', async () => {
      await store.announce(bucket, change);
      const announced = await find();
      expect(announced?.pending).toContain(change);
      await store.settle(bucket, change);
      await expect(find()).resolves.toEqual({ bucket, version: announced?.version, pending: [] });
    });

    it('shows that something was announced even where it is settled already', async () => {
      await store.announce(bucket, change);
      await store.settle(bucket, change);
      const before = await find();
      await store.announce(bucket, change);
      await store.settle(bucket, change);
      expect((await find())?.version).not.toBe(before?.version);
    });

    it('keeps several changes of one bucket apart', async () => {
      const other = randomUUID();
      await Promise.all([store.announce(bucket, change), store.announce(bucket, other)]);
      expect((await find())?.pending).toEqual([change, other].sort());
      await store.settle(bucket, change);
      expect((await find())?.pending).toEqual([other]);
      await store.settle(bucket, other);
    });

    it('takes an announcement and a settlement more than once', async () => {
      const other = randomUUID();
      await store.announce(bucket, other);
      for (const id of [change, change]) await store.announce(bucket, id);
      for (const id of [change, change]) await store.settle(bucket, id);
      expect((await find())?.pending).toEqual([other]);
      await store.settle(bucket, other);
    });

    it('knows the first and the last bucket', async () => {
      for (const edge of [0, BUCKETS - 1]) {
        await store.announce(edge, change);
        expect((await find(edge))?.pending).toContain(change);
        await store.settle(edge, change);
      }
    });
  });
}
