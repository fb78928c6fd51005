import { CognitoError } from '../protocol/cognito-error.js';
import type { OperationContext } from '../protocol/operation-context.js';
import { refusals } from '../protocol/refusals.js';
import { userKey } from '../store/cognito-store.js';
import type { ClientRecord, RefreshTokenRecord, SignInRecord, UserRecord } from '../store/records.js';
import { digestToken } from '../tokens/opaque-token.js';

export interface LiveRefreshToken {
  readonly token: RefreshTokenRecord;
  readonly signIn: SignInRecord;
  readonly user: UserRecord;
}

const JWT_PARTS = 3;

export function rotatesRefreshTokens(client: ClientRecord): boolean {
  return client.settings.RefreshTokenRotation?.Feature === 'ENABLED';
}

/** The sign-in that a refresh token continues, if this client was given it and it still lives. */
export function requireRefreshToken(
  context: OperationContext,
  client: ClientRecord,
  given: string,
): LiveRefreshToken {
  const token = context.store.refreshTokens.get(digestToken(given));
  const signIn = context.store.signIns.get(token?.originJti ?? '');
  if (token?.clientId !== client.id || signIn === undefined) {
    throw refusals.invalidRefreshToken();
  }
  const user = context.store.users.get(userKey(signIn.poolId, signIn.username));
  if (user === undefined) {
    throw refusals.invalidRefreshToken();
  }
  if (!user.enabled) {
    throw refusals.userDisabled();
  }
  if (signIn.revoked) {
    throw new CognitoError('NotAuthorizedException', 'Refresh Token has been revoked');
  }
  if (signIn.refreshExpiresAt <= context.now()) {
    throw new CognitoError('NotAuthorizedException', 'Refresh Token has expired');
  }
  return { token, signIn, user };
}

/**
 * Exchanges a refresh token for its successor. The old one may be repeated within the grace period, and each
 * repetition forks; its use after that is refused, while the rest of the sign-in lives on.
 */
export function rotateRefreshToken(
  context: OperationContext,
  client: ClientRecord,
  { token, signIn }: LiveRefreshToken,
): string {
  const now = context.now();
  const graceMs = (client.settings.RefreshTokenRotation?.RetryGracePeriodSeconds ?? 0) * 1000;
  if (token.replacedAt !== undefined && now >= token.replacedAt + graceMs) {
    throw new CognitoError('RefreshTokenReuseException', 'Refresh token reuse detected');
  }
  context.store.refreshTokens.put({ ...token, replacedAt: token.replacedAt ?? now });
  return context.tokens.addRefreshToken(signIn, { isOriginal: false });
}

/**
 * A token that is unknown or already revoked succeeds. The original token of a sign-in and its newest end it; one that
 * was replaced in between does not.
 */
export function revokeRefreshToken(context: OperationContext, client: ClientRecord, given: string): void {
  if (client.settings.EnableTokenRevocation === false) {
    throw new CognitoError('UnsupportedOperationException', 'Token revocation is disabled for the client.');
  }
  if (given.split('.').length === JWT_PARTS) {
    throw new CognitoError('UnsupportedTokenTypeException', 'Only refresh tokens can be revoked.');
  }
  const token = context.store.refreshTokens.get(digestToken(given));
  const signIn = context.store.signIns.get(token?.originJti ?? '');
  if (token === undefined || signIn === undefined) {
    return;
  }
  if (token.clientId !== client.id) {
    throw new CognitoError('UnauthorizedException', 'Client is not authorized to revoke this token.');
  }
  if (token.isOriginal || token.replacedAt === undefined) {
    endSignIn(context, signIn);
  }
}

export function endSignIn(context: OperationContext, signIn: SignInRecord): void {
  context.store.signIns.put({ ...signIn, revoked: true });
}

export function endAllSignIns(context: OperationContext, user: UserRecord): void {
  for (const signIn of context.store.signIns.find('user', userKey(user.poolId, user.username))) {
    endSignIn(context, signIn);
  }
}
