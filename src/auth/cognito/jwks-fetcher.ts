import { assertIsJwks, type Jwks } from 'aws-jwt-verify/jwk';
import { boundedText } from '../../shared/bounded-text.js';

const TIME_OUT_MS = 3_000;

/** Cognito publishes two RSA keys in about 1 kB. */
const MAX_BYTES = 64 * 1024;

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Fetches a pool's public keys (RFC 7517) from where they are published. */
export class JwksFetcher {
  private readonly uri: URL;

  /** Throws where the address is neither HTTPS nor plain HTTP on loopback: whoever can alter keys can sign in as anyone. */
  constructor(
    jwksUri: string,
    private readonly timeOutMs: number = TIME_OUT_MS,
  ) {
    this.uri = new URL(jwksUri);
    const { protocol, hostname } = this.uri;
    if (protocol !== 'https:' && !(protocol === 'http:' && LOOPBACK.test(hostname))) {
      throw new Error('The JWKS address must be https:, or http: on loopback');
    }
  }

  /** Rejects on a time-out (connection, answer and body together), a redirect, any status but 200, and what is no JWKS. */
  async fetch(): Promise<Jwks> {
    const response = await fetch(this.uri, {
      headers: { accept: 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(this.timeOutMs),
    });
    if (response.status !== 200) {
      await response.body?.cancel();
      throw new Error(`The JWKS address answered ${response.status}`);
    }
    const jwks = JSON.parse(await boundedText(response, MAX_BYTES)) as Parameters<typeof assertIsJwks>[0];
    assertIsJwks(jwks);
    return jwks;
  }
}
