import { enrolledFactors } from '../auth/mfa-factors.js';
import { promptFactor } from '../auth/next-step.js';
import { CognitoError } from '../protocol/cognito-error.js';
import { parseInput, required } from '../protocol/input-shape.js';
import { refusals } from '../protocol/refusals.js';
import { oneOf } from '../protocol/scalar-checks.js';
import type { AnswerChallenge } from './challenge.js';

const input = { ANSWER: required(oneOf(['SMS_MFA', 'EMAIL_OTP', 'SOFTWARE_TOKEN_MFA'])) };

/** Goes on with the factor that the user chose; a code for it is sent only now. */
export const answerSelectMfaType: AnswerChallenge = (context, { attempt, responses }) => {
  if (responses['ANSWER'] === undefined) {
    throw refusals.missingParameter('ANSWER');
  }
  const { ANSWER } = parseInput(input, responses);
  if (!enrolledFactors(attempt.pool, attempt.user).includes(ANSWER)) {
    throw new CognitoError('MFAMethodNotFoundException', 'The user has not set up this MFA method.');
  }
  return promptFactor(context, attempt, ANSWER);
};
