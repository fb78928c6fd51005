import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { promisify } from 'node:util';

export const CLIENT_ID = 'benchclient000000000000000';
const POOL_ID = 'us-east-1_Benchmark';
const KEY_ID = 'bench-key';
/** In threads of their own, which makes tens of thousands in half the time. */
const signed = promisify(sign);
const LIFETIME_SECONDS = 3_600;

/** An issuer of tokens like Cognito's, with an RSA key of 2048 bits, and its JWKS on loopback. */
export class Issuer {
  #keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  #server;

  async start() {
    const jwk = { ...this.#keys.publicKey.export({ format: 'jwk' }), kid: KEY_ID, alg: 'RS256', use: 'sig' };
    this.jwks = { keys: [jwk] };
    this.#server = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(this.jwks));
    }).listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    this.url = `http://127.0.0.1:${this.#server.address().port}/${POOL_ID}`;
    return this;
  }

  get jwksUri() {
    return `${this.url}/.well-known/jwks.json`;
  }

  /** An access token with the claims and the length of Cognito's own. */
  token({ userId, sessionId }) {
    return this.#signed({
      sub: userId,
      origin_jti: sessionId,
      client_id: CLIENT_ID,
      event_id: '6a1f9f3e-2a0e-4b6e-9c3d-3f5b9a7c1d2e',
      token_use: 'access',
      scope: 'aws.cognito.signin.user.admin',
      username: userId,
    });
  }

  idToken({ userId, sessionId }, email) {
    return this.#signed({
      sub: userId,
      origin_jti: sessionId,
      aud: CLIENT_ID,
      token_use: 'id',
      'cognito:username': userId,
      email,
      email_verified: true,
      given_name: 'Ada',
      family_name: 'Lovelace',
    });
  }

  async #signed(claims) {
    const now = Math.floor(Date.now() / 1000);
    const times = { auth_time: now, exp: now + LIFETIME_SECONDS, iat: now };
    const payload = { ...claims, iss: this.url, ...times, jti: randomBytes(16).toString('hex') };
    const text = `${part({ kid: KEY_ID, alg: 'RS256' })}.${part(payload)}`;
    return `${text}.${(await signed('sha256', text, this.#keys.privateKey)).toString('base64url')}`;
  }

  stop() {
    this.#server?.close();
    this.#server?.closeAllConnections();
  }
}

function part(value) {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** The same person and session for the same number. */
export function person(number) {
  const hex = number.toString(16).padStart(12, '0');
  return { userId: `00000000-0000-4000-8000-${hex}`, sessionId: `10000000-0000-4000-8000-${hex}` };
}
