import type { ChallengeNameType } from '@aws-sdk/client-cognito-identity-provider';
import { AppError } from '../../shared/app-error.js';
import type { Challenge, MfaMethod, PendingChallenge } from '../identity-provider.port.js';

type Parameters = Readonly<Record<string, string>>;

/** What Cognito answers instead of tokens. */
export interface CognitoChallenge {
  readonly ChallengeName?: ChallengeNameType | undefined;
  readonly ChallengeParameters?: Parameters | undefined;
  readonly Session?: string | undefined;
}

/** Our name of a method by each name that Cognito has for it, as a challenge or in a list of choices. */
const METHOD_BY_NAME: Readonly<Record<string, MfaMethod>> = {
  SOFTWARE_TOKEN_MFA: 'TOTP',
  SMS_MFA: 'SMS',
  SMS_OTP: 'SMS',
  EMAIL_OTP: 'EMAIL',
};

interface MfaAnswer {
  readonly name: ChallengeNameType;
  readonly key: string;
}

/** Challenge name, and key of the code in `ChallengeResponses`, by method. */
const ANSWER_BY_METHOD: Readonly<Record<MfaMethod, MfaAnswer>> = {
  TOTP: { name: 'SOFTWARE_TOKEN_MFA', key: 'SOFTWARE_TOKEN_MFA_CODE' },
  SMS: { name: 'SMS_MFA', key: 'SMS_MFA_CODE' },
  EMAIL: { name: 'EMAIL_OTP', key: 'EMAIL_OTP_CODE' },
};

/** How a code of this method is sent back. */
export function mfaAnswer(method: MfaMethod): MfaAnswer {
  return ANSWER_BY_METHOD[method];
}

/**
 * Reads a challenge. `username` is the name that was sent in; Cognito's `USER_ID_FOR_SRP` takes its place where it is
 * given. A challenge that this service has no step for (SRP, devices, passkeys, custom) is a client configured
 * otherwise than it needs: `internal_error`.
 */
export function pendingFrom(answer: CognitoChallenge, username: string): PendingChallenge {
  const parameters = answer.ChallengeParameters ?? {};
  const challenge = challengeFrom(answer.ChallengeName ?? '', parameters);
  if (challenge === undefined || answer.Session === undefined) {
    const cause = new Error(`Cognito asks for ${answer.ChallengeName ?? 'nothing'}, which has no step here`);
    throw new AppError('internal_error', { cause });
  }
  return { challenge, username: parameters['USER_ID_FOR_SRP'] ?? username, providerSession: answer.Session };
}

function challengeFrom(name: string, parameters: Parameters): Challenge | undefined {
  const method = METHOD_BY_NAME[name];
  if (method !== undefined) {
    const destination = parameters['CODE_DELIVERY_DESTINATION'];
    return { kind: 'MFA', method, ...(destination === undefined ? {} : { destination }) };
  }
  switch (name) {
    case 'SELECT_MFA_TYPE':
      // Cognito sends the first, its documentation promises the second.
      return {
        kind: 'MFA_SELECTION',
        methods: methodsFrom(parameters['MFAS_CAN_CHOOSE'] ?? parameters['MFAS_CAN_SELECT']),
      };
    case 'MFA_SETUP':
      return { kind: 'MFA_SETUP', methods: methodsFrom(parameters['MFAS_CAN_SETUP']) };
    case 'NEW_PASSWORD_REQUIRED':
      return { kind: 'NEW_PASSWORD' };
    default:
      return undefined;
  }
}

/** A JSON list of names in a text, e.g. `["SMS_MFA","SOFTWARE_TOKEN_MFA"]`; unknown names are dropped. */
function methodsFrom(list: string | undefined): readonly MfaMethod[] {
  const names = (list ?? '').match(/\w+/g) ?? [];
  return [...new Set(names.flatMap((name) => METHOD_BY_NAME[name] ?? []))];
}
