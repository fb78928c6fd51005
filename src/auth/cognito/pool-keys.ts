import { Logger } from '@nestjs/common';
import {
  JwtInvalidSignatureAlgorithmError,
  JwtWithoutValidKidError,
  KidNotFoundInJwksError,
} from 'aws-jwt-verify/error';
import { findJwkInJwks, type Jwks, type JwksCache, type JwkWithKid } from 'aws-jwt-verify/jwk';
import type { JwtHeader } from 'aws-jwt-verify/jwt-model';
import { AppError } from '../../shared/app-error.js';
import type { Clock } from '../../shared/clock.js';
import type { JwksFetcher } from './jwks-fetcher.js';

/** One fetch in this time at most, so that tokens with invented key ids cannot make the service hammer Cognito. */
const COOL_DOWN_MS = 10_000;

/** The same while there are no keys at all, when every request waits for them. */
const COOL_DOWN_WITHOUT_KEYS_MS = 1_000;

/** Keys are fetched again in the background after this, so that a withdrawn key does not stay trusted. */
const MAX_AGE_MS = 3_600_000;

interface TokenHeader {
  readonly header: JwtHeader;
}

/**
 * The pool's public keys. A key id that is not among them leads to one fetch, so keys may rotate while the service
 * runs; a failed fetch leaves the known keys in use. They are for RS256 only: nothing is fetched for any other token.
 */
export class PoolKeys implements JwksCache {
  private readonly logger = new Logger('PoolKeys');
  private keys: Jwks | undefined;
  private fetching: Promise<void> | undefined;
  private nextFetchAt = 0;
  private staleAt = 0;
  private lastFailure: unknown;

  constructor(
    private readonly fetcher: JwksFetcher,
    private readonly clock: Clock,
  ) {}

  /** Throws errors of the library for a token that no key can fit, or `service_unavailable` where no keys were ever fetched. */
  async getJwk(jwksUri: string, token: TokenHeader): Promise<JwkWithKid> {
    const known = this.find(token);
    if (known === undefined) {
      await this.refresh();
    } else if (this.clock.now() >= this.staleAt) {
      void this.refresh();
    }
    if (this.keys === undefined) throw this.unavailable();
    return known ?? this.getCachedJwk(jwksUri, token);
  }

  getCachedJwk(_jwksUri: string, token: TokenHeader): JwkWithKid {
    const known = this.find(token);
    if (known === undefined)
      throw new KidNotFoundInJwksError('The token was signed with a key the pool does not have');
    return known;
  }

  /** Keys are at hand afterwards; throws `service_unavailable` otherwise. */
  async ready(): Promise<void> {
    if (this.keys === undefined) await this.refresh();
    if (this.keys === undefined) throw this.unavailable();
  }

  async getJwks(): Promise<Jwks> {
    await this.refresh();
    if (this.keys === undefined) throw this.unavailable();
    return this.keys;
  }

  addJwks(_jwksUri: string, jwks: Jwks): void {
    this.keys = jwks;
    this.staleAt = this.clock.now() + MAX_AGE_MS;
  }

  private find({ header }: TokenHeader): JwkWithKid | undefined {
    // RFC 7515, 4.1.11: extensions that must be understood, none of which is.
    if (header.alg !== 'RS256' || 'crit' in header)
      throw new JwtInvalidSignatureAlgorithmError('The token is not signed by RS256 alone', header.alg);
    if (typeof header.kid !== 'string') throw new JwtWithoutValidKidError('The token names no key');
    return this.keys === undefined ? undefined : findJwkInJwks(this.keys, header.kid);
  }

  /** Never rejects; everybody who asks while a fetch is under way waits for that one. */
  private refresh(): Promise<void> {
    if (this.fetching === undefined && this.clock.now() < this.nextFetchAt) return Promise.resolve();
    this.fetching ??= this.fetchKeys().finally(() => {
      this.fetching = undefined;
    });
    return this.fetching;
  }

  private async fetchKeys(): Promise<void> {
    try {
      this.addJwks('', await this.fetcher.fetch());
    } catch (error) {
      this.lastFailure = error;
      this.logger.warn("The user pool's public keys could not be fetched", error);
    }
    const coolDown = this.keys === undefined ? COOL_DOWN_WITHOUT_KEYS_MS : COOL_DOWN_MS;
    this.nextFetchAt = this.clock.now() + coolDown;
  }

  private unavailable(): AppError {
    return new AppError('service_unavailable', { retryAfterSeconds: 2, cause: this.lastFailure });
  }
}
