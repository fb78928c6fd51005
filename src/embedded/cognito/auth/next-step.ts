import type { OperationContext } from '../protocol/operation-context.js';
import { refusals } from '../protocol/refusals.js';
import type { MfaFactorName } from '../store/records.js';
import { promptMfaSetup, promptNewPassword, promptSoftwareToken } from './challenge-prompts.js';
import { enrolledFactors, preferredFactor } from './mfa-factors.js';
import type { AuthOutcome, SignInAttempt } from './sign-in-attempt.js';

/** What follows once the first factor is proven: a new password, then a second factor, then tokens. */
export function afterFirstFactor(context: OperationContext, attempt: SignInAttempt): Promise<AuthOutcome> {
  if (attempt.user.status === 'FORCE_CHANGE_PASSWORD') {
    return Promise.resolve(promptNewPassword(context, attempt));
  }
  return afterPassword(context, attempt);
}

async function afterPassword(context: OperationContext, attempt: SignInAttempt): Promise<AuthOutcome> {
  const { pool, user } = attempt;
  const demand = pool.mfa.MfaConfiguration ?? 'OFF';
  const factors = demand === 'OFF' ? [] : enrolledFactors(pool, user);
  const factor = preferredFactor(pool, user) ?? factors[0];
  if (factors.length === 0 || factor === undefined) {
    return demand === 'ON' ? promptMfaSetup(context, attempt) : finishSignIn(context, attempt);
  }
  if (factors.length > 1 && preferredFactor(pool, user) === undefined) {
    throw refusals.notImplemented('the SELECT_MFA_TYPE challenge');
  }
  return promptFactor(context, attempt, factor);
}

export async function finishSignIn(
  context: OperationContext,
  { user, client, flow }: SignInAttempt,
): Promise<AuthOutcome> {
  // The hosted pages hand out a code; the tokens come with its exchange.
  if (flow === 'HOSTED_PAGES') {
    return { ChallengeParameters: {} };
  }
  return { ChallengeParameters: {}, AuthenticationResult: await context.tokens.startSignIn(user, client) };
}

function promptFactor(context: OperationContext, attempt: SignInAttempt, factor: MfaFactorName): AuthOutcome {
  switch (factor) {
    case 'SOFTWARE_TOKEN_MFA':
      return promptSoftwareToken(context, attempt);
    case 'EMAIL_OTP':
    case 'SMS_MFA':
      throw refusals.notImplemented(`the ${factor} challenge`);
  }
}
