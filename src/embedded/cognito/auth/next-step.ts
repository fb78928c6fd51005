import type { OperationContext } from '../protocol/operation-context.js';
import { refusals } from '../protocol/refusals.js';
import type { MfaFactorName } from '../store/records.js';
import {
  promptFactorChoice,
  promptMfaSetup,
  promptNewPassword,
  promptSoftwareToken,
} from './challenge-prompts.js';
import { promptMessageCode } from './message-code-prompt.js';
import { enrolledFactors, independentFactors, preferredFactor } from './mfa-factors.js';
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
    return demand === 'ON' ? setUpFactor(context, attempt) : finishSignIn(context, attempt);
  }
  const mustChoose = factors.length > 1 && preferredFactor(pool, user) === undefined;
  return mustChoose ? promptFactorChoice(context, attempt) : promptFactor(context, attempt, factor);
}

function setUpFactor(context: OperationContext, attempt: SignInAttempt): AuthOutcome {
  if (independentFactors(attempt.pool).length === 0) {
    throw refusals.invalidParameter('The user pool demands MFA but offers this user no factor.');
  }
  return promptMfaSetup(context, attempt);
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

export function promptFactor(
  context: OperationContext,
  attempt: SignInAttempt,
  factor: MfaFactorName,
): Promise<AuthOutcome> {
  return factor === 'SOFTWARE_TOKEN_MFA'
    ? Promise.resolve(promptSoftwareToken(context, attempt))
    : promptMessageCode(context, attempt, factor);
}
