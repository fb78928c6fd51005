import type { ChallengeNameType } from '@aws-sdk/client-cognito-identity-provider';
import { CognitoError } from '../protocol/cognito-error.js';
import type { OperationContext } from '../protocol/operation-context.js';
import { refusals } from '../protocol/refusals.js';
import { userKey } from '../store/cognito-store.js';
import type {
  ChallengeSessionRecord,
  SentCode,
  SoftwareTokenEnrolment,
  UserRecord,
} from '../store/records.js';
import { digestToken, makeSessionToken } from '../tokens/opaque-token.js';
import type { SignInAttempt } from './sign-in-attempt.js';

const MINUTE_MS = 60_000;
const DEFAULT_VALIDITY_MINUTES = 3;

/** Opens the session of one challenge: single-use, bound to user, client and challenge. */
export function openSession(
  context: OperationContext,
  attempt: SignInAttempt,
  challenge: ChallengeNameType,
  enrolment?: SoftwareTokenEnrolment,
): string {
  return addSession(context, attempt, { challenge, enrolment, sentCode: undefined });
}

/** The same for a challenge whose answer was sent to the user; the code lives as long as the session. */
export function openCodeSession(
  context: OperationContext,
  attempt: SignInAttempt,
  challenge: ChallengeNameType,
  sentCode: SentCode,
): string {
  return addSession(context, attempt, { challenge, enrolment: undefined, sentCode });
}

function addSession(
  context: OperationContext,
  attempt: SignInAttempt,
  content: Pick<ChallengeSessionRecord, 'challenge' | 'enrolment' | 'sentCode'>,
): string {
  const token = makeSessionToken();
  const minutes = attempt.client.settings.AuthSessionValidity ?? DEFAULT_VALIDITY_MINUTES;
  context.store.sessions.put({
    ...content,
    tokenHash: digestToken(token),
    poolId: attempt.pool.id,
    clientId: attempt.client.id,
    username: attempt.user.username,
    flow: attempt.flow,
    expiresAt: context.now() + minutes * MINUTE_MS,
    spent: false,
  });
  return token;
}

/** The live session behind a token, if it belongs to this challenge. */
export function requireSession(
  context: OperationContext,
  token: string,
  challenge: ChallengeNameType,
): ChallengeSessionRecord {
  const session = context.store.sessions.get(digestToken(token));
  if (session?.challenge !== challenge) {
    throw refusals.invalidSession();
  }
  if (session.spent) {
    throw new CognitoError(
      'NotAuthorizedException',
      'Invalid session for the user, session can only be used once.',
    );
  }
  if (session.expiresAt <= context.now()) {
    throw new CognitoError('NotAuthorizedException', 'Invalid session for the user, session is expired.');
  }
  return session;
}

export function spendSession(context: OperationContext, session: ChallengeSessionRecord): void {
  context.store.sessions.put({ ...session, spent: true });
}

/** The sign-in that a session continues, with the user as it is by now. */
export function resumeAttempt(context: OperationContext, session: ChallengeSessionRecord): SignInAttempt {
  const pool = context.store.pools.get(session.poolId);
  const client = context.store.clients.get(session.clientId);
  const user = context.store.users.get(userKey(session.poolId, session.username));
  if (pool === undefined || client === undefined || user === undefined) {
    throw refusals.invalidSession();
  }
  return { pool, client, user: requireEnabled(user), flow: session.flow };
}

function requireEnabled(user: UserRecord): UserRecord {
  if (!user.enabled) {
    throw refusals.userDisabled();
  }
  return user;
}
