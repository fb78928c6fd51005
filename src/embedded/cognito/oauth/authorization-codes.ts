import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import type { OperationContext } from '../protocol/operation-context.js';
import type { AuthorizationCodeRecord } from '../store/federation-records.js';
import { digestToken } from '../tokens/opaque-token.js';
import { type AuthorizeRequest, clientLocation } from './authorize-request.js';
import type { HostedUser } from './hosted-sessions.js';

const LIFETIME_MS = 5 * 60_000;

/** The way back to the client, with a code for this user. */
export function codeLocation(
  context: OperationContext,
  request: AuthorizeRequest,
  { user, authTime }: HostedUser,
): string {
  const code = randomUUID();
  context.store.authorizationCodes.put({
    codeHash: digestToken(code),
    poolId: request.pool.id,
    clientId: request.client.id,
    username: user.username,
    redirectUri: request.redirectUri,
    codeChallenge: request.codeChallenge,
    scopes: request.scopes,
    nonce: request.nonce,
    authTime,
    expiresAt: context.now() + LIFETIME_MS,
  });
  return clientLocation(request.redirectUri, { code, state: request.state });
}

interface CodeProof {
  readonly clientId: string;
  readonly code: string;
  readonly redirectUri: string | null;
  readonly codeVerifier: string | null;
}

/** Burns a code, whether or not the rest fits, and gives back what it stands for if it does. */
export function redeemCode(context: OperationContext, proof: CodeProof): AuthorizationCodeRecord | undefined {
  const record = context.store.authorizationCodes.get(digestToken(proof.code));
  if (record?.clientId !== proof.clientId) {
    return undefined;
  }
  context.store.authorizationCodes.delete(record.codeHash);
  const isLive = record.expiresAt > context.now() && record.redirectUri === proof.redirectUri;
  return isLive && provesChallenge(record.codeChallenge, proof.codeVerifier) ? record : undefined;
}

/** A verifier without a challenge is refused too: the challenge may have been stripped on its way. */
function provesChallenge(challenge: string | undefined, verifier: string | null): boolean {
  if (challenge === undefined || verifier === null) {
    return challenge === undefined && verifier === null;
  }
  const expected = Buffer.from(challenge);
  const given = Buffer.from(createHash('sha256').update(verifier).digest('base64url'));
  return expected.length === given.length && timingSafeEqual(expected, given);
}
