import { createHmac, timingSafeEqual } from 'node:crypto';
import type { SecretKey, SecretKeys } from '../shared/secret-keys.js';
import type { ChainHead, SealedHead } from './audit-record.js';
import { canonicalJson } from './canonical-json.js';

/** `unknown` where the secret that sealed is not among the configured ones any more. */
export type SealCheck = 'genuine' | 'forged' | 'unknown';

/** Proves that records and heads come from the service: `<key id>.<HMAC-SHA-256>`. */
export class AuditSeals {
  private readonly keys: readonly SecretKey[];

  constructor(keys: Pick<SecretKeys, 'derive'>) {
    this.keys = keys.derive('audit');
  }

  sealHash(hash: string): string {
    return this.seal(recordText(hash));
  }

  checkHash(hash: string, seal: string): SealCheck {
    return this.check(recordText(hash), seal);
  }

  sealHead(head: ChainHead): SealedHead {
    return { ...head, seal: this.seal(headText(head)) };
  }

  checkHead({ seal, ...head }: SealedHead): SealCheck {
    return this.check(headText(head), seal);
  }

  /** One line of an export, so that a line left out is noticed. */
  sealLine(line: object): string {
    return this.seal(lineText(line));
  }

  checkLine(line: object, seal: string): SealCheck {
    return this.check(lineText(line), seal);
  }

  private seal(text: string): string {
    const [newest] = this.keys;
    if (newest === undefined) throw new TypeError('no key');
    return `${newest.id}.${macOf(newest, text).toString('base64url')}`;
  }

  private check(text: string, seal: string): SealCheck {
    const key = this.keys.find(({ id }) => id === keyIdOf(seal));
    if (key === undefined) return 'unknown';
    const given = Buffer.from(seal.slice(key.id.length + 1), 'base64url');
    const expected = macOf(key, text);
    return given.length === expected.length && timingSafeEqual(given, expected) ? 'genuine' : 'forged';
  }
}

export function keyIdOf(seal: string): string {
  const dot = seal.indexOf('.');
  return dot < 0 ? '' : seal.slice(0, dot);
}

function macOf({ key }: SecretKey, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function recordText(hash: string): string {
  return `record ${hash}`;
}

function headText(head: ChainHead): string {
  return `head ${canonicalJson(head)}`;
}

function lineText(line: object): string {
  return `line ${canonicalJson(line)}`;
}
