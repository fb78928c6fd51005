import type { OperationContext } from '../protocol/operation-context.js';
import type { PoolRecord, UserRecord } from '../store/records.js';
import type { TriggerCaller } from './trigger-event.js';
import { triggerAttributes } from './user-attributes.js';

/** Tells the pool's PostConfirmation function. The user stays confirmed, also where the function fails. */
export async function tellConfirmed(
  context: OperationContext,
  pool: PoolRecord,
  user: UserRecord,
  { source, caller }: { source: 'ConfirmForgotPassword' | 'ConfirmSignUp'; caller: TriggerCaller },
): Promise<void> {
  await context.triggers.run(pool, 'PostConfirmation', {
    source,
    userName: user.username,
    caller,
    request: { userAttributes: triggerAttributes(user) },
    response: {},
  });
}
