import type { OperationContext } from '../protocol/operation-context.js';
import type { JsonObject } from '../protocol/input-shape.js';
import type { PoolRecord, UserRecord } from '../store/records.js';
import type { GivenAttribute } from '../users/attributes.js';
import type { TriggerCaller } from './trigger-event.js';
import { unrecognizable } from './trigger-runner.js';

interface NewUser {
  readonly source: 'AdminCreateUser' | 'ExternalProvider' | 'SignUp';
  readonly username: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly caller: TriggerCaller;
  readonly validationData?: readonly GivenAttribute[] | undefined;
}

const DECISIONS = { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false };

export type SignUpDecision = typeof DECISIONS;

/** What the pool's PreSignUp function decides on a user that is about to be made; its refusal is thrown. */
export async function decideSignUp(
  context: OperationContext,
  pool: PoolRecord,
  { source, username, attributes, caller, validationData }: NewUser,
): Promise<SignUpDecision> {
  const data = validationData?.map(({ Name, Value }) => [Name, Value ?? '']);
  const response = await context.triggers.run(pool, 'PreSignUp', {
    source,
    userName: username,
    caller,
    request: {
      userAttributes: attributes,
      validationData: data === undefined ? null : Object.fromEntries(data),
    },
    response: DECISIONS,
  });
  return response === undefined ? DECISIONS : readDecision(response);
}

/** The user as a function decided that it is to be made; a contact that the user does not have cannot be verified. */
export function asDecided(user: UserRecord, decision: SignUpDecision): UserRecord {
  const { attributes } = user;
  const verified = {
    ...(decision.autoVerifyEmail && attributes['email'] !== undefined && { email_verified: 'true' }),
    ...(decision.autoVerifyPhone &&
      attributes['phone_number'] !== undefined && { phone_number_verified: 'true' }),
  };
  const status = decision.autoConfirmUser ? 'CONFIRMED' : user.status;
  return { ...user, status, attributes: { ...attributes, ...verified } };
}

function readDecision(response: JsonObject): SignUpDecision {
  return {
    autoConfirmUser: flagOf(response, 'autoConfirmUser'),
    autoVerifyEmail: flagOf(response, 'autoVerifyEmail'),
    autoVerifyPhone: flagOf(response, 'autoVerifyPhone'),
  };
}

function flagOf(response: JsonObject, name: string): boolean {
  const value = response[name] ?? false;
  if (typeof value !== 'boolean') {
    throw unrecognizable();
  }
  return value;
}
