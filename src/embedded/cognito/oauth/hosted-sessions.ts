import type { OperationContext } from '../protocol/operation-context.js';
import { userKey } from '../store/cognito-store.js';
import type { HostedSessionRecord } from '../store/federation-records.js';
import type { PoolRecord, UserRecord } from '../store/records.js';
import { digestToken, makeSessionToken } from '../tokens/opaque-token.js';

const HOUR_MS = 3_600_000;
export const HOSTED_SESSION_SECONDS = HOUR_MS / 1000;

const TOKEN_LENGTH = 43;

export interface HostedUser {
  readonly user: UserRecord;
  readonly authTime: number;
}

/** Remembers the browser; gives back what its cookie holds. */
export function openHostedSession(context: OperationContext, user: UserRecord): string {
  const token = makeSessionToken().slice(0, TOKEN_LENGTH);
  const record: HostedSessionRecord = {
    tokenHash: digestToken(token),
    poolId: user.poolId,
    username: user.username,
    authTime: context.now(),
    expiresAt: context.now() + HOUR_MS,
  };
  context.store.hostedSessions.put(record);
  return token;
}

/** Who is signed in on this browser, if it still may be. */
export function hostedUser(
  context: OperationContext,
  pool: PoolRecord,
  token: string | undefined,
): HostedUser | undefined {
  const session = context.store.hostedSessions.get(digestToken(token ?? ''));
  if (session?.poolId !== pool.id || session.expiresAt <= context.now()) {
    return undefined;
  }
  const user = context.store.users.get(userKey(pool.id, session.username));
  return user?.enabled === true ? { user, authTime: session.authTime } : undefined;
}

export function closeHostedSession(context: OperationContext, token: string | undefined): void {
  context.store.hostedSessions.delete(digestToken(token ?? ''));
}
