import { EncryptJWT, jwtDecrypt } from 'jose';
import { MAX_SEALED_LENGTH } from './sealed-length.js';
import type { SecretKey } from './secret-keys.js';

interface SealedClaims<T> {
  readonly content: T;
}

export interface Opened<T> {
  readonly content: T;
  /** Names this one sealed text. */
  readonly id: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

/** Encrypts and authenticates texts (JWE, `dir` + `A256GCM`) that leave the service or lie in a table. */
export class Seal<T> {
  constructor(
    private readonly keys: readonly SecretKey[],
    private readonly maxLength = MAX_SEALED_LENGTH,
  ) {}

  async seal(content: T, { id, expiresAt }: Omit<Opened<T>, 'content'>): Promise<string> {
    const [newest] = this.keys;
    if (newest === undefined) throw new TypeError('no key');
    return new EncryptJWT({ content })
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: newest.id })
      .setJti(id)
      .setExpirationTime(Math.floor(expiresAt / 1000))
      .encrypt(newest.key);
  }

  /** What was sealed, or null where it was altered, has expired, or was sealed for something else. */
  async open(sealed: string, now: number): Promise<Opened<T> | null> {
    if (sealed.length > this.maxLength) return null;
    try {
      const { payload } = await jwtDecrypt<SealedClaims<T>>(sealed, ({ kid }) => this.keyOf(kid), {
        keyManagementAlgorithms: ['dir'],
        contentEncryptionAlgorithms: ['A256GCM'],
        currentDate: new Date(now),
        requiredClaims: ['exp', 'jti'],
      });
      return { content: payload.content, id: payload.jti ?? '', expiresAt: (payload.exp ?? 0) * 1000 };
    } catch {
      // Whatever is wrong with it, it says nothing.
      return null;
    }
  }

  private keyOf(kid: string | undefined): Uint8Array {
    const found = this.keys.find((candidate) => candidate.id === kid);
    if (found === undefined) throw new RangeError('unknown key');
    return found.key;
  }
}
