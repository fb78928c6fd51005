import type { CacheCounts } from '../shared/cache-counts.js';

/** What a verified Cognito access token says. Times are epoch seconds. */
export interface AccessTokenClaims {
  /** `sub` */
  readonly userId: string;
  /** `origin_jti`, or `jti` where the pool does not issue it. */
  readonly sessionId: string;
  /** `cognito:groups`, empty where there are none. */
  readonly groups: readonly string[];
  readonly scopes: readonly string[];
  /** `auth_time` */
  readonly authTime: number;
  /** `iat` */
  readonly issuedAt: number;
  /** `exp` */
  readonly expiresAt: number;
}

export type TokenVerification =
  | { readonly valid: true; readonly claims: AccessTokenClaims }
  | { readonly valid: false; readonly reason: 'expired' | 'invalid' };

/** Verifies access tokens offline, by the pool's public keys. */
export abstract class TokenVerifier {
  /** How often a token was known already. */
  readonly cacheCounts: CacheCounts = { hits: 0, misses: 0 };

  /** The claims of a token that was verified before and is remembered, without a promise; most requests need no more. */
  abstract known(token: string): AccessTokenClaims | undefined;

  /**
   * Signature (RS256), `iss`, `exp`, `sub`, `token_use` = access and `client_id` = our client are all required. Whether the
   * token is `known` is asked before, and not again here. Throws `AppError('service_unavailable')` only where the pool's keys
   * could never be fetched.
   */
  abstract verify(token: string): Promise<TokenVerification>;

  /** Has the pool's keys at hand afterwards; throws `AppError('service_unavailable')` where they cannot be fetched. */
  abstract prepare(): Promise<void>;
}
