import { createHash, randomBytes } from 'node:crypto';

const JWE_HEADER = JSON.stringify({ cty: 'JWT', enc: 'A256GCM', alg: 'RSA-OAEP' });
/** The sizes of the encrypted key, the nonce, the ciphertext and the tag that Cognito's own tokens have. */
const JWE_PARTS = [256, 12, 768, 16] as const;
const SESSION_BYTES = 900;

/** A refresh token: random, in the five-part form that Cognito's have. */
export function makeRefreshToken(): string {
  const parts = JWE_PARTS.map((size) => randomBytes(size).toString('base64url'));
  return [Buffer.from(JWE_HEADER).toString('base64url'), ...parts].join('.');
}

export function makeSessionToken(): string {
  return randomBytes(SESSION_BYTES).toString('base64url');
}

/** Tokens are kept as digests only: they carry enough randomness to need no salt. */
export function digestToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
