import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { AppError } from './app-error.js';
import type { SecretKey, SecretKeys } from './secret-keys.js';

const IV_BYTES = 12;
const TAG_BYTES = 16;
/** Larger than any that was sealed here. */
const MAX_LENGTH = 2048;
const FORMAT = /^[A-Za-z0-9_-]{11}\.[A-Za-z0-9_-]+$/;

/**
 * Opaque cursors of lists (AES-256-GCM). A cursor is bound to the query it was made for, so it can be neither read, nor
 * forged, nor taken to another list or another person's.
 */
export class Cursors {
  private readonly keys: readonly SecretKey[];

  constructor(keys: SecretKeys) {
    this.keys = keys.derive('cursors');
  }

  /** `query` names the list with all its filters, and with the user where it depends on who asks. */
  seal(query: string, position: string): string {
    const [newest] = this.keys;
    if (newest === undefined) throw new TypeError('no key');
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', newest.key, iv).setAAD(Buffer.from(query));
    const sealed = Buffer.concat([cipher.update(position, 'utf8'), cipher.final()]);
    return `${newest.id}.${Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')}`;
  }

  /** The position, or `validation_failed` on the field `cursor`. */
  open(query: string, cursor: string): string {
    const [id = '', sealed = ''] = cursor.split('.');
    const key = this.keys.find((candidate) => candidate.id === id);
    if (key === undefined || cursor.length > MAX_LENGTH || !FORMAT.test(cursor)) throw cursorRefused();
    const bytes = Buffer.from(sealed, 'base64url');
    if (bytes.length < IV_BYTES + TAG_BYTES) throw cursorRefused();
    const decipher = createDecipheriv('aes-256-gcm', key.key, bytes.subarray(0, IV_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(Buffer.from(query)).setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    try {
      const position = [decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()];
      return Buffer.concat(position).toString('utf8');
    } catch (cause) {
      throw cursorRefused(cause);
    }
  }
}

/** Of a cursor that is none of this list, or whose position is over: `validation_failed` on the field `cursor`. */
export function cursorRefused(cause?: unknown): AppError {
  const errors = [{ field: 'cursor', message: 'must be the nextCursor of this very list' }];
  return new AppError('validation_failed', { errors, cause });
}
