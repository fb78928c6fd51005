import { finishSignIn } from '../auth/next-step.js';
import { refusals } from '../protocol/refusals.js';
import type { AnswerChallenge } from './challenge.js';

/** The proof lies in the session: it comes from VerifySoftwareToken, which has seen a right code. */
export const answerMfaSetup: AnswerChallenge = (context, { attempt, session, responses }) => {
  if (responses['email'] !== undefined) {
    throw refusals.notImplemented('an e-mail address in the answer to MFA_SETUP');
  }
  if (session.enrolment?.step !== 'verified') {
    throw refusals.softwareTokenNotFound();
  }
  return finishSignIn(context, attempt);
};
