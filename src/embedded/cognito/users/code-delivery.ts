import { createHash } from 'node:crypto';
import type { CodeDeliveryDetailsType } from '@aws-sdk/client-cognito-identity-provider';
import type { OperationContext } from '../protocol/operation-context.js';
import type { MailPurpose, PoolRecord, UserRecord } from '../store/records.js';
import { type MessageSource, wordMessage } from '../triggers/custom-message.js';
import type { TriggerCaller } from '../triggers/trigger-event.js';

type DeliveryAttribute = 'email' | 'phone_number';

interface CodeMessage {
  readonly attribute: DeliveryAttribute;
  readonly source: Exclude<MessageSource, 'AdminCreateUser' | 'Authentication'>;
  readonly caller: TriggerCaller;
  readonly code: string;
  /** Where the code goes instead of the attribute's present value. */
  readonly to?: string;
}

const PURPOSES: Readonly<Record<CodeMessage['source'], MailPurpose>> = {
  ForgotPassword: 'FORGOT_PASSWORD',
  ResendCode: 'RESEND_CODE',
  SignUp: 'SIGN_UP',
  UpdateUserAttribute: 'ATTRIBUTE_VERIFICATION',
  VerifyUserAttribute: 'ATTRIBUTE_VERIFICATION',
};

const DEFAULT_SUBJECT = 'Your verification code';
const DEFAULT_BODY = 'Your confirmation code is {####}';

/** The contact that a sign-up code goes to: the e-mail address first, among those the pool verifies. */
export function autoVerifiedAttribute(pool: PoolRecord, user: UserRecord): DeliveryAttribute | undefined {
  const candidates: readonly DeliveryAttribute[] = ['email', 'phone_number'];
  const verified = pool.settings.AutoVerifiedAttributes ?? [];
  return candidates.find((name) => verified.includes(name) && user.attributes[name] !== undefined);
}

export function isVerified(user: UserRecord, contact: DeliveryAttribute): boolean {
  return user.attributes[contact] !== undefined && user.attributes[`${contact}_verified`] === 'true';
}

/** Sends a code in the words of the pool, or of its function, and tells where it went. */
export async function sendCode(
  context: OperationContext,
  pool: PoolRecord,
  user: UserRecord,
  message: CodeMessage,
): Promise<CodeDeliveryDetailsType> {
  const to = message.to ?? user.attributes[message.attribute] ?? '';
  const { EmailMessage, EmailSubject, SmsMessage } = pool.settings.VerificationMessageTemplate ?? {};
  const template =
    message.attribute === 'email'
      ? (EmailMessage ?? pool.settings.EmailVerificationMessage)
      : (SmsMessage ?? pool.settings.SmsVerificationMessage);
  const details = deliveryDetails(message.attribute, to);
  const words = await wordMessage(context, pool, user, {
    source: message.source,
    medium: message.attribute === 'email' ? 'EMAIL' : 'SMS',
    caller: message.caller,
    template: {
      subject: EmailSubject ?? pool.settings.EmailVerificationSubject ?? DEFAULT_SUBJECT,
      body: template ?? DEFAULT_BODY,
    },
    code: message.code,
    username: user.username,
  });
  context.outbox.send({ to, ...words, code: message.code, purpose: PURPOSES[message.source] });
  return details;
}

export function deliveryDetails(attribute: DeliveryAttribute, address: string): CodeDeliveryDetailsType {
  return {
    Destination: attribute === 'email' ? maskEmail(address) : maskPhone(address),
    DeliveryMedium: attribute === 'email' ? 'EMAIL' : 'SMS',
    AttributeName: attribute,
  };
}

/** What is answered in place of a delivery that does not happen, so that nothing tells whether a user exists. */
export function simulatedDelivery(name: string): CodeDeliveryDetailsType {
  if (name.startsWith('+')) {
    return deliveryDetails('phone_number', name);
  }
  const [letter = '', domain = ''] = createHash('sha256').update(name).digest('hex').replaceAll(/\d/g, '');
  return deliveryDetails('email', name.includes('@') ? name : `${letter}@${domain}`);
}

function maskEmail(address: string): string {
  const [name = '', domain = ''] = address.split('@');
  return `${name.charAt(0)}***@${domain.charAt(0)}***`;
}

function maskPhone(number: string): string {
  return `+${'*'.repeat(Math.max(0, number.length - 5))}${number.slice(-4)}`;
}
