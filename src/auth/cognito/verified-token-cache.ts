import { hash } from 'node:crypto';
import type { Clock } from '../../shared/clock.js';
import { Generations } from '../../shared/generations.js';
import type { AccessTokenClaims } from '../token-verifier.port.js';

/** Two for each of 50,000 active users, of which the older generation may hold the other half. */
const DEFAULT_CAPACITY = 100_000;

/** Remembers tokens whose signature was checked, by their SHA-256, each until its own `exp`. */
export class VerifiedTokenCache {
  private readonly tokens: Generations<AccessTokenClaims>;

  /** `capacity`: entries held at most, at least 2. */
  constructor(
    private readonly clock: Clock,
    capacity: number = DEFAULT_CAPACITY,
  ) {
    this.tokens = new Generations(capacity);
  }

  /** Claims of a token that was put in and has not expired. */
  get(token: string): AccessTokenClaims | undefined {
    const key = keyOf(token);
    const claims = this.tokens.get(key);
    if (claims === undefined || claims.expiresAt * 1000 > this.clock.now()) return claims;
    this.tokens.delete(key);
    return undefined;
  }

  put(token: string, claims: AccessTokenClaims): void {
    this.tokens.set(keyOf(token), claims);
  }

  get size(): number {
    return this.tokens.size;
  }
}

function keyOf(token: string): string {
  return hash('sha256', token, 'base64');
}
