import type { ChallengeNameType } from '@aws-sdk/client-cognito-identity-provider';
import type { OperationContext } from '../protocol/operation-context.js';
import { isWritable } from '../users/attribute-access.js';
import { openSession } from './challenge-sessions.js';
import { enrolledFactors, independentFactors } from './mfa-factors.js';
import type { AuthOutcome, SignInAttempt } from './sign-in-attempt.js';

export function promptNewPassword(context: OperationContext, attempt: SignInAttempt): AuthOutcome {
  const { user, pool, client } = attempt;
  const missing = pool.schema.filter(({ Name, Required }) => {
    const name = Name ?? '';
    return Required === true && isWritable(client, name) && user.attributes[name] === undefined;
  });
  return prompt(context, attempt, 'NEW_PASSWORD_REQUIRED', {
    USER_ID_FOR_SRP: user.username,
    requiredAttributes: JSON.stringify(missing.map(({ Name }) => `userAttributes.${String(Name)}`)),
    userAttributes: JSON.stringify(user.attributes),
  });
}

export function promptSoftwareToken(context: OperationContext, attempt: SignInAttempt): AuthOutcome {
  const deviceName = attempt.user.softwareToken?.deviceName;
  return prompt(context, attempt, 'SOFTWARE_TOKEN_MFA', {
    USER_ID_FOR_SRP: attempt.user.username,
    ...(deviceName !== undefined && { FRIENDLY_DEVICE_NAME: deviceName }),
  });
}

export function promptMfaSetup(context: OperationContext, attempt: SignInAttempt): AuthOutcome {
  return prompt(context, attempt, 'MFA_SETUP', {
    USER_ID_FOR_SRP: attempt.user.username,
    MFAS_CAN_SETUP: JSON.stringify(independentFactors(attempt.pool)),
  });
}

export function promptFactorChoice(context: OperationContext, attempt: SignInAttempt): AuthOutcome {
  return prompt(context, attempt, 'SELECT_MFA_TYPE', {
    USER_ID_FOR_SRP: attempt.user.username,
    MFAS_CAN_CHOOSE: JSON.stringify(enrolledFactors(attempt.pool, attempt.user)),
  });
}

function prompt(
  context: OperationContext,
  attempt: SignInAttempt,
  challenge: ChallengeNameType,
  parameters: Record<string, string>,
): AuthOutcome {
  return {
    ChallengeName: challenge,
    Session: openSession(context, attempt, challenge),
    ChallengeParameters: parameters,
  };
}
