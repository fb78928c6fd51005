import type { OperationContext } from '../protocol/operation-context.js';
import type { PoolRecord } from '../store/records.js';
import { countAttempt } from '../users/attempt-caps.js';
import { wordMessage } from '../triggers/custom-message.js';
import { deliveryDetails } from '../users/code-delivery.js';
import { makeCode } from '../users/codes.js';
import type { Contact } from '../users/contacts.js';
import { openCodeSession } from './challenge-sessions.js';
import type { AuthOutcome, SignInAttempt } from './sign-in-attempt.js';

type MessageFactor = 'EMAIL_OTP' | 'SMS_MFA';

interface MessageKind {
  readonly contact: Contact;
  readonly digits: number;
  readonly template: (pool: PoolRecord) => string | undefined;
}

const KINDS: Readonly<Record<MessageFactor, MessageKind>> = {
  EMAIL_OTP: {
    contact: 'email',
    digits: 8,
    template: ({ mfa }) => mfa.EmailMfaConfiguration?.Message,
  },
  SMS_MFA: {
    contact: 'phone_number',
    digits: 6,
    template: ({ mfa, settings }) =>
      mfa.SmsMfaConfiguration?.SmsAuthenticationMessage ?? settings.SmsAuthenticationMessage,
  },
};

const DEFAULT_SUBJECT = 'Your authentication code';
const DEFAULT_BODY = 'Your authentication code is {####}.';

/** Sends a new code by e-mail or text message and asks for it. */
export async function promptMessageCode(
  context: OperationContext,
  attempt: SignInAttempt,
  factor: MessageFactor,
): Promise<AuthOutcome> {
  const { pool, user, client } = attempt;
  const { contact, digits, template } = KINDS[factor];
  if (factor === 'EMAIL_OTP') {
    countAttempt(context, user, 'EmailMfa');
  }
  const to = user.attributes[contact] ?? '';
  const code = makeCode(digits);
  const { DeliveryMedium = '', Destination = '' } = deliveryDetails(contact, to);
  const words = await wordMessage(context, pool, user, {
    source: 'Authentication',
    medium: factor === 'EMAIL_OTP' ? 'EMAIL' : 'SMS',
    caller: { clientId: client.id },
    template: {
      subject: pool.mfa.EmailMfaConfiguration?.Subject ?? DEFAULT_SUBJECT,
      body: template(pool) ?? DEFAULT_BODY,
    },
    code,
    username: user.username,
  });
  context.outbox.send({ to, ...words, code, purpose: 'MFA' });
  return {
    ChallengeName: factor,
    Session: openCodeSession(context, attempt, factor, { code, to }),
    ChallengeParameters: {
      CODE_DELIVERY_DELIVERY_MEDIUM: DeliveryMedium,
      CODE_DELIVERY_DESTINATION: Destination,
      ...(factor === 'SMS_MFA' && { USER_ID_FOR_SRP: user.username }),
    },
  };
}
