import { clearFailures, countFailure, lockoutSubject, requireUnlocked } from '../auth/lockout.js';
import { finishSignIn } from '../auth/next-step.js';
import { refusals } from '../protocol/refusals.js';
import { matchTotpStep } from '../totp/totp.js';
import type { AnswerChallenge } from './challenge.js';

export const answerSoftwareTokenMfa: AnswerChallenge = async (context, { attempt, responses }) => {
  const { user } = attempt;
  const code = responses['SOFTWARE_TOKEN_MFA_CODE'];
  if (code === undefined) {
    throw refusals.missingParameter('SOFTWARE_TOKEN_MFA_CODE');
  }
  const subject = lockoutSubject('mfa', user);
  requireUnlocked(context, subject);
  if (user.softwareToken === undefined) {
    throw refusals.softwareTokenNotFound();
  }
  const step = matchTotpStep(user.softwareToken.secret, code, context.now());
  if (step === undefined) {
    countFailure(context, subject);
    throw refusals.mfaCodeMismatch();
  }
  if (step <= user.softwareToken.lastStep) {
    throw refusals.softwareTokenReplayed();
  }
  clearFailures(context, subject);
  context.store.users.put({ ...user, softwareToken: { ...user.softwareToken, lastStep: step } });
  return finishSignIn(context, attempt);
};
