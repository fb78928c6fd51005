import { Injectable } from '@nestjs/common';
import { randomBytes, randomInt, scrypt } from 'node:crypto';
import { Clock } from '../shared/clock.js';
import { RecoveryCodeStore, type RecoveryCodeSet } from './recovery-code-store.port.js';

const CODES = 10;
/** Crockford's base32: nothing that can be misread. Sixteen symbols are 80 bits. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUPS = 4;
const GROUP_LENGTH = 4;

/** Ten codes for the day the phone is lost. Cognito has none. Kept only as scrypt hashes with one salt for the set. */
@Injectable()
export class RecoveryCodes {
  constructor(
    private readonly store: RecoveryCodeStore,
    private readonly clock: Clock,
  ) {}

  /** New codes where the user never had any, else null. */
  async issueFirst(userId: string): Promise<readonly string[] | null> {
    if ((await this.store.find(userId)) !== null) return null;
    const { codes, set } = await this.make();
    return (await this.store.createIfNone(userId, set)) ? codes : null;
  }

  /** New codes in place of whatever there was. */
  async regenerate(userId: string): Promise<readonly string[]> {
    const { codes, set } = await this.make();
    await this.store.replace(userId, set);
    return codes;
  }

  /** Burns a code; of two uses at once exactly one is answered true. */
  async use(userId: string, code: string): Promise<boolean> {
    const set = await this.store.find(userId);
    const hash = await hashOf(code, set?.salt ?? '');
    return set !== null && set.hashes.includes(hash) && (await this.store.burn(userId, hash));
  }

  async left(userId: string): Promise<number> {
    return (await this.store.find(userId))?.hashes.length ?? 0;
  }

  remove(userId: string): Promise<void> {
    return this.store.remove(userId);
  }

  private async make(): Promise<{ codes: readonly string[]; set: RecoveryCodeSet }> {
    const salt = randomBytes(16).toString('base64url');
    const codes = Array.from({ length: CODES }, randomCode);
    const hashes = await Promise.all(codes.map((code) => hashOf(code, salt)));
    return { codes, set: { salt, hashes, createdAt: new Date(this.clock.now()).toISOString() } };
  }
}

function randomCode(): string {
  const group = () =>
    Array.from({ length: GROUP_LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}

function hashOf(code: string, salt: string): Promise<string> {
  const canonical = code.toUpperCase().replace(/[^0-9A-Z]/g, '');
  return new Promise((resolve, reject) => {
    scrypt(canonical, salt, 32, { N: 2 ** 12 }, (error, key) => {
      if (error) reject(error);
      else resolve(key.toString('base64url'));
    });
  });
}
