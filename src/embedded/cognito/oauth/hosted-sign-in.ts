import { openSession, requireSession, resumeAttempt, spendSession } from '../auth/challenge-sessions.js';
import { afterFirstFactor } from '../auth/next-step.js';
import { checkPassword } from '../auth/password-sign-in.js';
import type { AuthOutcome } from '../auth/sign-in-attempt.js';
import { enrolSoftwareToken } from '../auth/software-token-enrolment.js';
import { continueSession } from '../challenges/respond-to-challenge.js';
import type { OperationContext } from '../protocol/operation-context.js';
import { refusals } from '../protocol/refusals.js';
import type { ChallengeSessionRecord, UserRecord } from '../store/records.js';
import { makeTotpSecret } from '../totp/totp.js';
import type { AuthorizeRequest } from './authorize-request.js';

type ChallengeName = NonNullable<AuthOutcome['ChallengeName']>;

/** One question after the password. */
export interface HostedChallenge {
  readonly challenge: ChallengeName;
  readonly session: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** The key of an authenticator app that is being set up. */
  readonly secret: string | undefined;
}

export type HostedStep =
  | { readonly kind: 'signed-in'; readonly user: UserRecord }
  | { readonly kind: 'challenge'; readonly asked: HostedChallenge };

/** What each challenge calls its one answer. */
const ANSWER_NAMES: Readonly<Partial<Record<ChallengeName, string>>> = {
  EMAIL_OTP: 'EMAIL_OTP_CODE',
  NEW_PASSWORD_REQUIRED: 'NEW_PASSWORD',
  SELECT_MFA_TYPE: 'ANSWER',
  SMS_MFA: 'SMS_MFA_CODE',
  SOFTWARE_TOKEN_MFA: 'SOFTWARE_TOKEN_MFA_CODE',
};

/** The first step. Refusals are those of the API. */
export async function signInWithPassword(
  context: OperationContext,
  { pool, client }: AuthorizeRequest,
  credentials: { readonly username: string; readonly password: string },
): Promise<HostedStep> {
  const user = await checkPassword(context, { pool, client, ...credentials });
  const outcome = await afterFirstFactor(context, { pool, client, user, flow: 'HOSTED_PAGES' });
  return stepOf(context, user, outcome);
}

/** Each further step; a refusal leaves the session alive while it may be tried again. */
export async function answerChallenge(
  context: OperationContext,
  authorize: AuthorizeRequest,
  given: { readonly challenge: string; readonly session: string; readonly answer: string },
): Promise<HostedStep> {
  const session = requireHostedSession(context, authorize, given);
  const { user } = resumeAttempt(context, session);
  if (session.challenge !== 'MFA_SETUP') {
    const responses = { [ANSWER_NAMES[session.challenge] ?? 'ANSWER']: given.answer };
    return stepOf(context, user, await continueSession(context, session, responses));
  }
  if (session.enrolment?.step !== 'associated') {
    throw refusals.softwareTokenNotFound();
  }
  const { secret } = session.enrolment;
  enrolSoftwareToken(context, user, { secret, code: given.answer, deviceName: undefined });
  const verified: ChallengeSessionRecord = { ...session, enrolment: { step: 'verified' } };
  return stepOf(context, user, await continueSession(context, verified, {}));
}

/** A challenge that is still open, to be shown again. */
export function openChallenge(
  context: OperationContext,
  authorize: AuthorizeRequest,
  given: { readonly challenge: string; readonly session: string },
): HostedChallenge {
  const { challenge, enrolment } = requireHostedSession(context, authorize, given);
  const secret = enrolment?.step === 'associated' ? enrolment.secret : undefined;
  return { challenge, session: given.session, parameters: {}, secret };
}

function requireHostedSession(
  context: OperationContext,
  { client }: AuthorizeRequest,
  { challenge, session }: { readonly challenge: string; readonly session: string },
): ChallengeSessionRecord {
  const live = requireSession(context, session, challenge as ChallengeName);
  if (live.flow !== 'HOSTED_PAGES' || live.clientId !== client.id) {
    throw refusals.invalidSession();
  }
  return live;
}

function stepOf(context: OperationContext, user: UserRecord, outcome: AuthOutcome): HostedStep {
  const { ChallengeName: challenge, Session: session, ChallengeParameters: parameters = {} } = outcome;
  if (challenge === undefined || session === undefined) {
    return { kind: 'signed-in', user };
  }
  const asked =
    challenge === 'MFA_SETUP'
      ? withSetupKey(context, session)
      : { challenge, session, parameters, secret: undefined };
  return { kind: 'challenge', asked };
}

/** The page shows the key at once, so the session that carries it takes the place of the first. */
function withSetupKey(context: OperationContext, token: string): HostedChallenge {
  const first = requireSession(context, token, 'MFA_SETUP');
  const attempt = resumeAttempt(context, first);
  const secret = makeTotpSecret();
  spendSession(context, first);
  const session = openSession(context, attempt, 'MFA_SETUP', { step: 'associated', secret });
  return { challenge: 'MFA_SETUP', session, parameters: {}, secret };
}
