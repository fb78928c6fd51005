/**
 * A bounded map without any bookkeeping on a hit, where an LRU list costs several cache misses of the processor. It has two
 * generations: what is not asked for while the young one fills up to half the capacity is forgotten.
 */
export class Generations<V> {
  private young = new Map<string, V>();
  private old = new Map<string, V>();
  private readonly generationSize: number;

  /** `capacity`: entries held at most, at least 2. */
  constructor(capacity: number) {
    this.generationSize = Math.max(1, Math.floor(capacity / 2));
  }

  get(key: string): V | undefined {
    return this.young.get(key) ?? this.promoted(key);
  }

  set(key: string, value: V): void {
    if (this.young.size >= this.generationSize && !this.young.has(key)) {
      this.old = this.young;
      this.young = new Map();
    }
    // An older value must not come back when the younger is deleted.
    this.old.delete(key);
    this.young.set(key, value);
  }

  delete(key: string): void {
    this.young.delete(key);
    this.old.delete(key);
  }

  get size(): number {
    return this.young.size + this.old.size;
  }

  private promoted(key: string): V | undefined {
    const value = this.old.get(key);
    if (value !== undefined) this.set(key, value);
    return value;
  }
}
