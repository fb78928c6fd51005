import { createHash, randomUUID } from 'node:crypto';

/** 32 MB, whatever the size of the pool: one mistake in fifty thousand at ten million users. */
const BITS = 2 ** 28;
const HASHES = 8;

/**
 * Which ids were seen, in fixed memory (a Bloom filter). One that was seen is never forgotten; rarely, one that was not
 * seen is taken for one that was. The salt of each run is another, so the next run makes other mistakes.
 */
export class SeenIds {
  private readonly bits = new Uint8Array(BITS / 8);
  private readonly salt = randomUUID();

  add(id: string): void {
    for (const bit of this.bitsOf(id)) this.bits[bit >>> 3] = this.byteOf(bit) | (1 << (bit & 7));
  }

  has(id: string): boolean {
    return this.bitsOf(id).every((bit) => (this.byteOf(bit) & (1 << (bit & 7))) !== 0);
  }

  private bitsOf(id: string): number[] {
    const hash = createHash('sha256').update(this.salt).update(id).digest();
    return Array.from({ length: HASHES }, (_, index) => hash.readUInt32BE(index * 4) % BITS);
  }

  private byteOf(bit: number): number {
    return this.bits[bit >>> 3] ?? 0;
  }
}
