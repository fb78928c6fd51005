import { clearFailures, countFailure, lockoutSubject, requireUnlocked } from '../auth/lockout.js';
import { finishSignIn } from '../auth/next-step.js';
import type { SignInAttempt } from '../auth/sign-in-attempt.js';
import type { OperationContext } from '../protocol/operation-context.js';
import { refusals } from '../protocol/refusals.js';
import type { UserRecord } from '../store/records.js';
import { isVerified } from '../users/code-delivery.js';
import { isSameCode } from '../users/codes.js';
import type { Contact } from '../users/contacts.js';
import { aliasBearer, saveUser } from '../users/find-user.js';
import type { AnswerChallenge } from './challenge.js';

/** Judges the code of a challenge that was sent to one of the user's addresses. */
export function answerMessageCode(
  answerName: 'EMAIL_OTP_CODE' | 'SMS_MFA_CODE',
  contact: Contact,
): AnswerChallenge {
  return async (context, { attempt, session, responses }) => {
    const code = responses[answerName];
    if (code === undefined) {
      throw refusals.missingParameter(answerName);
    }
    const subject = lockoutSubject('mfa', attempt.user);
    requireUnlocked(context, subject);
    const { sentCode } = session;
    if (sentCode === undefined || !isSameCode(sentCode.code, code)) {
      countFailure(context, subject);
      throw refusals.messageCodeMismatch();
    }
    clearFailures(context, subject);
    const isPresent = attempt.user.attributes[contact] === sentCode.to;
    const user = isPresent ? withProvenContact(context, attempt, contact) : attempt.user;
    return finishSignIn(context, { ...attempt, user });
  };
}

/** Who returns a code has the address, which is thereby verified, unless another user goes by it. */
function withProvenContact(
  context: OperationContext,
  { pool, user }: SignInAttempt,
  contact: Contact,
): UserRecord {
  const value = user.attributes[contact];
  if (value === undefined || isVerified(user, contact)) {
    return user;
  }
  if (aliasBearer(context, pool, contact, value, user) !== undefined) {
    return user;
  }
  return saveUser(context, { ...user, attributes: { ...user.attributes, [`${contact}_verified`]: 'true' } });
}
