import type { ChallengeNameType } from '@aws-sdk/client-cognito-identity-provider';
import { requireSession, resumeAttempt, spendSession } from '../auth/challenge-sessions.js';
import { requireSecretHash } from '../auth/secret-hash.js';
import type { AuthOutcome } from '../auth/sign-in-attempt.js';
import type { OperationContext } from '../protocol/operation-context.js';
import { refusals } from '../protocol/refusals.js';
import type { ChallengeSessionRecord, ClientRecord, PoolRecord } from '../store/records.js';
import { findUser } from '../users/find-user.js';
import type { AnswerChallenge } from './challenge.js';
import { answerMessageCode } from './message-code.js';
import { answerMfaSetup } from './mfa-setup.js';
import { answerNewPasswordRequired } from './new-password-required.js';
import { answerSelectMfaType } from './select-mfa-type.js';
import { answerSoftwareTokenMfa } from './software-token-mfa.js';

const ANSWERS: Readonly<Partial<Record<ChallengeNameType, AnswerChallenge>>> = {
  EMAIL_OTP: answerMessageCode('EMAIL_OTP_CODE', 'email'),
  MFA_SETUP: answerMfaSetup,
  NEW_PASSWORD_REQUIRED: answerNewPasswordRequired,
  SELECT_MFA_TYPE: answerSelectMfaType,
  SMS_MFA: answerMessageCode('SMS_MFA_CODE', 'phone_number'),
  SOFTWARE_TOKEN_MFA: answerSoftwareTokenMfa,
};

interface ChallengeRequest {
  readonly pool: PoolRecord;
  readonly client: ClientRecord;
  readonly challenge: ChallengeNameType;
  readonly sessionToken: string | undefined;
  readonly responses: Readonly<Record<string, string>>;
}

/** Checks whose session this is, has the answer judged, and spends the session once it was right. */
export async function respondToChallenge(
  context: OperationContext,
  request: ChallengeRequest,
): Promise<AuthOutcome> {
  const { pool, client, challenge, sessionToken, responses } = request;
  if (ANSWERS[challenge] === undefined) {
    throw refusals.notImplemented(`the ${challenge} challenge`);
  }
  const username = responses['USERNAME'];
  if (username === undefined) {
    throw refusals.missingParameter('USERNAME');
  }
  requireSecretHash(client, username, responses['SECRET_HASH']);
  if (sessionToken === undefined) {
    throw refusals.missingParameter('Session');
  }
  const session = requireSession(context, sessionToken, challenge);
  const user = findUser(context, pool, username);
  if (session.clientId !== client.id || session.username !== user?.username) {
    throw refusals.invalidSession();
  }
  return continueSession(context, session, responses);
}

/** Has the answer to a live session judged, and spends the session once it was right. */
export async function continueSession(
  context: OperationContext,
  session: ChallengeSessionRecord,
  responses: Readonly<Record<string, string>>,
): Promise<AuthOutcome> {
  const answerChallenge = ANSWERS[session.challenge];
  if (answerChallenge === undefined) {
    throw refusals.notImplemented(`the ${session.challenge} challenge`);
  }
  const attempt = resumeAttempt(context, session);
  const outcome = await answerChallenge(context, { attempt, session, responses });
  spendSession(context, session);
  return outcome;
}
