import { createHash } from 'node:crypto';
import type { CodeDeliveryDetailsType } from '@aws-sdk/client-cognito-identity-provider';
import type { OperationContext } from '../protocol/operation-context.js';
import type { MailPurpose, PoolRecord, UserRecord } from '../store/records.js';

type DeliveryAttribute = 'email' | 'phone_number';

interface CodeMessage {
  readonly attribute: DeliveryAttribute;
  readonly purpose: MailPurpose;
  readonly code: string;
  /** Where the code goes instead of the attribute's present value. */
  readonly to?: string;
}

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

/** Sends a code in the pool's own words and tells where it went. */
export function sendCode(
  context: OperationContext,
  pool: PoolRecord,
  user: UserRecord,
  message: CodeMessage,
): CodeDeliveryDetailsType {
  const to = message.to ?? user.attributes[message.attribute] ?? '';
  const { EmailMessage, EmailSubject, SmsMessage } = pool.settings.VerificationMessageTemplate ?? {};
  const template =
    message.attribute === 'email'
      ? (EmailMessage ?? pool.settings.EmailVerificationMessage)
      : (SmsMessage ?? pool.settings.SmsVerificationMessage);
  context.outbox.send({
    to,
    subject: EmailSubject ?? pool.settings.EmailVerificationSubject ?? DEFAULT_SUBJECT,
    body: fillTemplate(template ?? DEFAULT_BODY, message.code, user.username),
    code: message.code,
    purpose: message.purpose,
  });
  return deliveryDetails(message.attribute, to);
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

export function fillTemplate(template: string, code: string, username: string): string {
  return template.replaceAll('{####}', code).replaceAll('{username}', username);
}

function maskEmail(address: string): string {
  const [name = '', domain = ''] = address.split('@');
  return `${name.charAt(0)}***@${domain.charAt(0)}***`;
}

function maskPhone(number: string): string {
  return `+${'*'.repeat(Math.max(0, number.length - 5))}${number.slice(-4)}`;
}
