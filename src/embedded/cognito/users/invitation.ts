import type { OperationContext } from '../protocol/operation-context.js';
import type { PoolRecord, UserRecord } from '../store/records.js';
import { wordMessage } from '../triggers/custom-message.js';
import type { TriggerCaller } from '../triggers/trigger-event.js';

interface Invitation {
  readonly password: string;
  readonly mediums: readonly ('EMAIL' | 'SMS')[];
  readonly caller: TriggerCaller;
}

const DEFAULT_SUBJECT = 'Your temporary password';
const DEFAULT_BODY = 'Your username is {username} and temporary password is {####}.';

/** Sends the temporary password by each medium that has an address; e-mail stands in when none has. */
export async function sendInvitation(
  context: OperationContext,
  pool: PoolRecord,
  user: UserRecord,
  { password, mediums, caller }: Invitation,
): Promise<void> {
  const email = user.attributes['email'];
  const phone = user.attributes['phone_number'];
  const byPhone = mediums.includes('SMS') ? phone : undefined;
  const byEmail = mediums.includes('EMAIL') || byPhone === undefined ? email : undefined;
  const template = pool.settings.AdminCreateUserConfig?.InviteMessageTemplate;
  const subject = template?.EmailSubject ?? DEFAULT_SUBJECT;
  const send = async (medium: 'EMAIL' | 'SMS', to: string, body = DEFAULT_BODY): Promise<void> => {
    const words = await wordMessage(context, pool, user, {
      source: 'AdminCreateUser',
      medium,
      caller,
      template: { subject, body },
      code: password,
      username: email ?? user.username,
    });
    context.outbox.send({ to, ...words, code: password, purpose: 'INVITATION' });
  };
  if (byEmail !== undefined) {
    await send('EMAIL', byEmail, template?.EmailMessage);
  }
  if (byPhone !== undefined) {
    await send('SMS', byPhone, template?.SMSMessage);
  }
}
