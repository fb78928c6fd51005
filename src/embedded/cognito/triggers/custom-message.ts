import { CognitoError } from '../protocol/cognito-error.js';
import type { JsonObject } from '../protocol/input-shape.js';
import type { OperationContext } from '../protocol/operation-context.js';
import type { PoolRecord, UserRecord } from '../store/records.js';
import type { TriggerCaller } from './trigger-event.js';
import { unrecognizable } from './trigger-runner.js';
import { triggerAttributes } from './user-attributes.js';

export type MessageSource =
  | 'AdminCreateUser'
  | 'Authentication'
  | 'ForgotPassword'
  | 'ResendCode'
  | 'SignUp'
  | 'UpdateUserAttribute'
  | 'VerifyUserAttribute';

interface Message {
  readonly source: MessageSource;
  readonly medium: 'EMAIL' | 'SMS';
  readonly caller: TriggerCaller;
  /** What is sent where the pool has no function, or where that leaves it be. */
  readonly template: { readonly subject: string; readonly body: string };
  readonly code: string;
  readonly username: string;
}

const CODE = '{####}';
const USERNAME = '{username}';
const MAX_SUBJECT = 140;
const MAX_EMAIL = 20_000;
const MAX_SMS = 140;

/** Subject and body of a message, in the words of the pool's CustomMessage function where it has one. */
export async function wordMessage(
  context: OperationContext,
  pool: PoolRecord,
  user: UserRecord,
  message: Message,
): Promise<{ subject: string; body: string }> {
  const { source, caller, template, medium } = message;
  const invitation = source === 'AdminCreateUser';
  const response = await context.triggers.run(pool, 'CustomMessage', {
    source,
    userName: user.username,
    caller,
    request: {
      userAttributes: triggerAttributes(user),
      codeParameter: CODE,
      linkParameter: '{##Click Here##}',
      usernameParameter: invitation ? USERNAME : null,
    },
    response: { smsMessage: null, emailMessage: null, emailSubject: null },
  });
  const worded = response === undefined ? {} : readWords(pool, response, invitation);
  const body = (medium === 'EMAIL' ? worded.emailMessage : worded.smsMessage) ?? template.body;
  return {
    subject: worded.emailSubject ?? template.subject,
    body: body.replaceAll(CODE, () => message.code).replaceAll(USERNAME, () => message.username),
  };
}

function readWords(
  pool: PoolRecord,
  response: JsonObject,
  invitation: boolean,
): { smsMessage?: string; emailMessage?: string; emailSubject?: string } {
  const required = invitation ? [CODE, USERNAME] : [CODE];
  const smsMessage = textOf(response, 'smsMessage', MAX_SMS, required);
  const emailMessage = textOf(response, 'emailMessage', MAX_EMAIL, required);
  const emailSubject = textOf(response, 'emailSubject', MAX_SUBJECT, []);
  const isOwnMail = pool.settings.EmailConfiguration?.EmailSendingAccount === 'DEVELOPER';
  if (!isOwnMail && (emailMessage !== undefined || emailSubject !== undefined)) {
    throw invalid('emailMessage and emailSubject require an EmailSendingAccount of DEVELOPER');
  }
  return {
    ...(smsMessage !== undefined && { smsMessage }),
    ...(emailMessage !== undefined && { emailMessage }),
    ...(emailSubject !== undefined && { emailSubject }),
  };
}

function textOf(
  response: JsonObject,
  name: string,
  max: number,
  required: readonly string[],
): string | undefined {
  const value = response[name];
  if (value === undefined || value === null) {
    return undefined;
  }
  if (typeof value !== 'string') {
    throw unrecognizable();
  }
  if (Array.from(value).length > max) {
    throw invalid(`${name} is longer than ${max} characters`);
  }
  const missing = required.find((placeholder) => !value.includes(placeholder));
  if (missing !== undefined) {
    throw invalid(`${name} does not contain ${missing}`);
  }
  return value;
}

function invalid(reason: string): CognitoError {
  return new CognitoError('InvalidLambdaResponseException', `Invalid lambda output: ${reason}.`);
}
