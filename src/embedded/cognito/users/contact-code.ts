import type { CodeDeliveryDetailsType } from '@aws-sdk/client-cognito-identity-provider';
import type { OperationContext } from '../protocol/operation-context.js';
import type { PoolRecord, UserRecord } from '../store/records.js';
import { sendCode } from './code-delivery.js';
import { issueCode } from './codes.js';
import type { Contact } from './contacts.js';

/** Sends the code that proves a contact: to its new value while that waits to be verified. */
export function sendContactCode(
  context: OperationContext,
  pool: PoolRecord,
  user: UserRecord,
  contact: Contact,
): { user: UserRecord; delivery: CodeDeliveryDetailsType } {
  const issued = issueCode(context, user, `verify:${contact}`);
  const to = issued.user.pendingAttributes[contact] ?? issued.user.attributes[contact];
  const delivery = sendCode(context, pool, issued.user, {
    attribute: contact,
    code: issued.code,
    purpose: 'ATTRIBUTE_VERIFICATION',
    ...(to !== undefined && { to }),
  });
  return { user: issued.user, delivery };
}
