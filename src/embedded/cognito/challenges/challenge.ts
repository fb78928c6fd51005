import type { AuthOutcome, SignInAttempt } from '../auth/sign-in-attempt.js';
import type { OperationContext } from '../protocol/operation-context.js';
import type { ChallengeSessionRecord } from '../store/records.js';

interface ChallengeAnswer {
  readonly attempt: SignInAttempt;
  readonly session: ChallengeSessionRecord;
  readonly responses: Readonly<Record<string, string>>;
}

/** Judges the answer to one kind of challenge and says what follows; a refusal leaves the session alive. */
export type AnswerChallenge = (context: OperationContext, answer: ChallengeAnswer) => Promise<AuthOutcome>;
