import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

export interface PasswordHash {
  readonly salt: string;
  readonly hash: string;
  readonly cost: number;
}

const KEY_BYTES = 32;
const BLOCK_SIZE = 8;

/** scrypt, with the cost kept beside each hash so that it may change later. */
export class PasswordHasher {
  readonly #cost: number;
  readonly #decoy: Promise<PasswordHash>;

  constructor(cost: number) {
    this.#cost = cost;
    this.#decoy = this.hash(randomBytes(KEY_BYTES).toString('base64'));
  }

  async hash(password: string): Promise<PasswordHash> {
    const salt = randomBytes(16);
    const hash = await derive(password, salt, this.#cost);
    return { salt: salt.toString('base64'), hash: hash.toString('base64'), cost: this.#cost };
  }

  async matches(password: string, stored: PasswordHash): Promise<boolean> {
    const hash = await derive(password, Buffer.from(stored.salt, 'base64'), stored.cost);
    return timingSafeEqual(hash, Buffer.from(stored.hash, 'base64'));
  }

  /** Takes as long as a real check, so that timing does not tell whether an account exists. */
  async matchesNothing(password: string): Promise<false> {
    await this.matches(password, await this.#decoy);
    return false;
  }
}

function derive(password: string, salt: Buffer, cost: number): Promise<Buffer> {
  const memory = 2 * 128 * cost * BLOCK_SIZE;
  // HMAC fills a short key up with zeros, so a password would be the same with any number of them at its end.
  const zeros = password.length - password.replace(/\0+$/, '').length;
  const ownSalt = zeros === 0 ? salt : Buffer.concat([salt, Buffer.from(String(zeros))]);
  return new Promise((resolve, reject) => {
    scrypt(password, ownSalt, KEY_BYTES, { N: cost, r: BLOCK_SIZE, p: 1, maxmem: memory }, (error, key) => {
      if (error === null) {
        resolve(key);
      } else {
        reject(error);
      }
    });
  });
}
