import { JwtVerifier } from 'aws-jwt-verify';
import { JwtBaseError } from 'aws-jwt-verify/error';
import type { Clock } from '../../shared/clock.js';
import { type AccessTokenClaims, TokenVerifier, type TokenVerification } from '../token-verifier.port.js';
import { checkAccessToken, type AccessTokenExpectation } from './access-token-claims.js';
import { JwksFetcher } from './jwks-fetcher.js';
import { PoolKeys } from './pool-keys.js';
import { VerifiedTokenCache } from './verified-token-cache.js';

/** Cognito's tokens take about 1 kB, and some more for a user of many groups. */
const MAX_TOKEN_LENGTH = 8 * 1024;

const INVALID: TokenVerification = { valid: false, reason: 'invalid' };

export interface TokenVerifierSettings extends AccessTokenExpectation {
  readonly jwksUri: string;
}

/** Verifies a Cognito pool's access tokens by its published keys, RS256 only, and remembers those it has verified. */
export class CognitoTokenVerifier extends TokenVerifier {
  private readonly verifier;

  constructor(
    private readonly settings: TokenVerifierSettings,
    private readonly clock: Clock,
    private readonly cache: VerifiedTokenCache = new VerifiedTokenCache(clock),
    private readonly keys: PoolKeys = new PoolKeys(new JwksFetcher(settings.jwksUri), clock),
  ) {
    super();
    const { issuer, jwksUri } = settings;
    // The library reads the machine's clock, so its own time check is opened wide; checkAccessToken has the injected one.
    const checks = { issuer, jwksUri, audience: null, graceSeconds: Infinity };
    this.verifier = JwtVerifier.create(checks, { jwksCache: keys });
  }

  override known(token: string): AccessTokenClaims | undefined {
    if (token.length > MAX_TOKEN_LENGTH) return undefined;
    const known = this.cache.get(token);
    if (known !== undefined) this.cacheCounts.hits += 1;
    return known;
  }

  async verify(token: string): Promise<TokenVerification> {
    if (token.length > MAX_TOKEN_LENGTH) return INVALID;
    this.cacheCounts.misses += 1;
    const result = await this.verifyUnknown(token);
    if (result.valid) this.cache.put(token, result.claims);
    return result;
  }

  prepare(): Promise<void> {
    return this.keys.ready();
  }

  private async verifyUnknown(token: string): Promise<TokenVerification> {
    try {
      const payload = await this.verifier.verify(token);
      return checkAccessToken(payload, this.settings, this.clock.now());
    } catch (error) {
      if (error instanceof JwtBaseError) return INVALID;
      throw error;
    }
  }
}
