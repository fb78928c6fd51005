import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { decodeBase32, encodeBase32 } from './base32.js';

const STEP_MS = 30_000;
const SECRET_BYTES = 32;
/** Cognito takes the code of the step before and after the current one. */
const WINDOW = [0, 1, -1] as const;

export function makeTotpSecret(): string {
  return encodeBase32(randomBytes(SECRET_BYTES));
}

/** The time step that a code belongs to, or nothing when it fits none in the window (RFC 6238). */
export function matchTotpStep(secret: string, code: string, nowMs: number): number | undefined {
  const key = decodeBase32(secret);
  const current = Math.floor(nowMs / STEP_MS);
  return WINDOW.map((offset) => current + offset).find((step) => codesMatch(totpCode(key, step), code));
}

function totpCode(key: Buffer, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', key).update(counter).digest();
  const offset = digest.readUInt8(digest.length - 1) & 0x0f;
  const value = digest.readUInt32BE(offset) & 0x7fffffff;
  return String(value % 1_000_000).padStart(6, '0');
}

function codesMatch(expected: string, given: string): boolean {
  const [left, right] = [Buffer.from(expected), Buffer.from(given)];
  return left.length === right.length && timingSafeEqual(left, right);
}
