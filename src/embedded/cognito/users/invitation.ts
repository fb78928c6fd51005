import type { OperationContext } from '../protocol/operation-context.js';
import type { PoolRecord, UserRecord } from '../store/records.js';
import { fillTemplate } from './code-delivery.js';

interface Invitation {
  readonly password: string;
  readonly mediums: readonly ('EMAIL' | 'SMS')[];
}

const DEFAULT_SUBJECT = 'Your temporary password';
const DEFAULT_BODY = 'Your username is {username} and temporary password is {####}.';

/** Sends the temporary password by each medium that has an address; e-mail stands in when none has. */
export function sendInvitation(
  context: OperationContext,
  pool: PoolRecord,
  user: UserRecord,
  { password, mediums }: Invitation,
): void {
  const email = user.attributes['email'];
  const phone = user.attributes['phone_number'];
  const byPhone = mediums.includes('SMS') ? phone : undefined;
  const byEmail = mediums.includes('EMAIL') || byPhone === undefined ? email : undefined;
  const template = pool.settings.AdminCreateUserConfig?.InviteMessageTemplate;
  const name = email ?? user.username;
  const message = { code: password, purpose: 'INVITATION' as const };
  const subject = template?.EmailSubject ?? DEFAULT_SUBJECT;
  if (byEmail !== undefined) {
    const body = fillTemplate(template?.EmailMessage ?? DEFAULT_BODY, password, name);
    context.outbox.send({ ...message, to: byEmail, subject, body });
  }
  if (byPhone !== undefined) {
    const body = fillTemplate(template?.SMSMessage ?? DEFAULT_BODY, password, name);
    context.outbox.send({ ...message, to: byPhone, subject, body });
  }
}
