import { type BucketChanges, ChangeStore } from '../../src/changes/change-store.port.js';

export class InMemoryChangeStore extends ChangeStore {
  private readonly buckets = new Map<number, BucketChanges>();

  announce(bucket: number, changeId: string): Promise<void> {
    const { version, pending } = this.at(bucket);
    const ids = new Set([...pending, changeId]);
    this.buckets.set(bucket, { bucket, version: String(Number(version) + 1), pending: [...ids].sort() });
    return Promise.resolve();
  }

  settle(bucket: number, changeId: string): Promise<void> {
    const { version, pending } = this.at(bucket);
    this.buckets.set(bucket, { bucket, version, pending: pending.filter((id) => id !== changeId) });
    return Promise.resolve();
  }

  read(): Promise<readonly BucketChanges[]> {
    return Promise.resolve([...this.buckets.values()]);
  }

  private at(bucket: number): BucketChanges {
    return this.buckets.get(bucket) ?? { bucket, version: '0', pending: [] };
  }
}
