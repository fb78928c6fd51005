import {
  exportJWK,
  generateKeyPair,
  SignJWT,
  type CryptoKey,
  type JWK,
  type JWTHeaderParameters,
} from 'jose';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export const CLIENT_ID = '1example23456789';

export interface SigningKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
}

export async function makeKey(kid: string): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  return { kid, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' } };
}

/** A pool's issuer on loopback: it publishes its keys, counts who asks for them, and can be made to misbehave. */
export class PoolIssuer {
  fetches = 0;
  /** Takes the place of the plain answer when set. */
  misbehaviour: ((response: ServerResponse) => void) | undefined;
  private published: readonly SigningKey[] = [];

  private constructor(
    private readonly server: Server,
    private readonly now: () => number,
  ) {
    server.on('request', (_request, response: ServerResponse) => {
      this.fetches += 1;
      if (this.misbehaviour === undefined) this.answer(response);
      else this.misbehaviour(response);
    });
  }

  static async start(now: () => number): Promise<PoolIssuer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new PoolIssuer(server, now);
  }

  get issuer(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/us-east-1_Pool`;
  }

  get jwksUri(): string {
    return `${this.issuer}/.well-known/jwks.json`;
  }

  publish(...keys: readonly SigningKey[]): void {
    this.published = keys;
  }

  answer(response: ServerResponse): void {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ keys: this.published.map(({ publicJwk }) => publicJwk) }));
  }

  /** Claims of an access token as Cognito issues it, valid for an hour. */
  claims(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
    const now = Math.floor(this.now() / 1000);
    const claims: Record<string, unknown> = {
      sub: 'user-1',
      iss: this.issuer,
      client_id: CLIENT_ID,
      origin_jti: 'family-1',
      event_id: 'event-1',
      token_use: 'access',
      scope: 'aws.cognito.signin.user.admin',
      auth_time: now,
      iat: now,
      exp: now + 3600,
      jti: 'jti-1',
      username: 'user-1',
      ...changes,
    };
    return Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined));
  }

  /** Signs claims; the signature is right whatever they say. */
  sign(
    key: SigningKey,
    claims: Readonly<Record<string, unknown>> = this.claims(),
    header: Partial<JWTHeaderParameters> = {},
  ): Promise<string> {
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: key.kid, ...header })
      .sign(key.privateKey);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** A compact JWS of any header, payload and signature. */
export function compact(header: object, payload: object, signature = ''): string {
  return `${encode(header)}.${encode(payload)}.${signature}`;
}

export function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
