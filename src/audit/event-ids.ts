import { randomBytes } from 'node:crypto';
import type { Clock } from '../shared/clock.js';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TIME_LENGTH = 10;
const RANDOM_BITS = 80n;
const RANDOM_LENGTH = 16;
const LATEST = 2 ** 48 - 1;

export interface EventStamp {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/**
 * Ids that sort by time (ULID: ten digits of time, sixteen of chance), strictly rising within one process. A clock that is
 * set back does not reorder events: they keep the last time until the clock has caught up.
 */
export class EventIds {
  private at = -1;
  private chance = 0n;

  constructor(private readonly clock: Clock) {}

  next(): EventStamp {
    const now = this.clock.now();
    if (now > this.at) {
      this.at = now;
      // The top bit stays free, so that counting up within a millisecond never runs over.
      this.chance = BigInt.asUintN(Number(RANDOM_BITS) - 1, BigInt(`0x${randomBytes(10).toString('hex')}`));
    } else {
      this.chance += 1n;
    }
    return { id: timePart(this.at) + chancePart(this.chance), at: this.at };
  }
}

/** Sorts before every id of this millisecond and after every id of the one before. */
export function timePart(at: number): string {
  let rest = Math.min(Math.max(Math.trunc(at), 0), LATEST);
  let text = '';
  for (let digit = 0; digit < TIME_LENGTH; digit += 1) {
    text = ALPHABET.charAt(rest % 32) + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

/** One of `shards` equal parts that the id falls into. */
export function shardOf(id: string, shards: number): number {
  return Math.max(ALPHABET.indexOf(id.slice(-1)), 0) % shards;
}

function chancePart(chance: bigint): string {
  let text = '';
  for (let digit = 0; digit < RANDOM_LENGTH; digit += 1) {
    text = ALPHABET.charAt(Number((chance >> BigInt(5 * digit)) & 31n)) + text;
  }
  return text;
}
