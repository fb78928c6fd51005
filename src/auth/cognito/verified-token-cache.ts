import { hash } from 'node:crypto';
import type { Clock } from '../../shared/clock.js';
import type { AccessTokenClaims } from '../token-verifier.port.js';

/** Two for each of 50,000 active users, of which the older generation may hold the other half. */
const DEFAULT_CAPACITY = 100_000;

/**
 * Remembers tokens whose signature was checked, by their SHA-256, each until its own `exp`. Two generations bound it
 * without any bookkeeping on a hit: what was not asked for while one generation filled up is forgotten.
 */
export class VerifiedTokenCache {
  private young = new Map<string, AccessTokenClaims>();
  private old = new Map<string, AccessTokenClaims>();
  private readonly generationSize: number;

  /** `capacity`: entries held at most, at least 2. */
  constructor(
    private readonly clock: Clock,
    capacity: number = DEFAULT_CAPACITY,
  ) {
    this.generationSize = Math.max(1, Math.floor(capacity / 2));
  }

  /** Claims of a token that was put in and has not expired. */
  get(token: string): AccessTokenClaims | undefined {
    const key = keyOf(token);
    const claims = this.young.get(key) ?? this.promote(key);
    if (claims === undefined || claims.expiresAt * 1000 > this.clock.now()) return claims;
    this.young.delete(key);
    return undefined;
  }

  put(token: string, claims: AccessTokenClaims): void {
    this.keep(keyOf(token), claims);
  }

  get size(): number {
    return this.young.size + this.old.size;
  }

  private promote(key: string): AccessTokenClaims | undefined {
    const claims = this.old.get(key);
    if (claims === undefined) return undefined;
    this.old.delete(key);
    this.keep(key, claims);
    return claims;
  }

  private keep(key: string, claims: AccessTokenClaims): void {
    if (this.young.size >= this.generationSize && !this.young.has(key)) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(key, claims);
  }
}

function keyOf(token: string): string {
  return hash('sha256', token, 'base64');
}
