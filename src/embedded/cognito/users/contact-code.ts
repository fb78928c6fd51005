import type { CodeDeliveryDetailsType } from '@aws-sdk/client-cognito-identity-provider';
import type { OperationContext } from '../protocol/operation-context.js';
import type { PoolRecord, UserRecord } from '../store/records.js';
import type { TriggerCaller } from '../triggers/trigger-event.js';
import { sendCode } from './code-delivery.js';
import { issueCode } from './codes.js';
import type { Contact } from './contacts.js';

/** Sends the code that proves a contact: to its new value while that waits to be verified. */
export async function sendContactCode(
  context: OperationContext,
  pool: PoolRecord,
  user: UserRecord,
  contact: Contact,
  { source, caller }: { source: 'UpdateUserAttribute' | 'VerifyUserAttribute'; caller: TriggerCaller },
): Promise<{ user: UserRecord; delivery: CodeDeliveryDetailsType }> {
  const issued = issueCode(context, user, `verify:${contact}`);
  const to = issued.user.pendingAttributes[contact] ?? issued.user.attributes[contact];
  const delivery = await sendCode(context, pool, issued.user, {
    attribute: contact,
    code: issued.code,
    source,
    caller,
    ...(to !== undefined && { to }),
  });
  return { user: issued.user, delivery };
}
