import type { OperationContext } from '../protocol/operation-context.js';
import { refusals } from '../protocol/refusals.js';
import type { PoolRecord, UserRecord } from '../store/records.js';
import { aliasBearer, saveUser } from './find-user.js';

/**
 * Marks a contact as verified. Where it is an alias, the last one to verify it wins only if it insists; its
 * former bearer then loses the verification.
 */
export function verifyContact(
  context: OperationContext,
  pool: PoolRecord,
  user: UserRecord,
  attribute: 'email' | 'phone_number',
  takeOver: boolean,
): UserRecord {
  const value = user.attributes[attribute] ?? '';
  const bearer = aliasBearer(context, pool, attribute, value, user);
  if (bearer !== undefined) {
    if (!takeOver) {
      throw refusals.aliasExists();
    }
    saveUser(context, {
      ...bearer,
      attributes: { ...bearer.attributes, [`${attribute}_verified`]: 'false' },
    });
  }
  return { ...user, attributes: { ...user.attributes, [`${attribute}_verified`]: 'true' } };
}

/** A new user that comes with verified aliases takes them as if it had verified them itself. */
export function claimVerifiedAliases(
  context: OperationContext,
  pool: PoolRecord,
  user: UserRecord,
  takeOver: boolean,
): UserRecord {
  const contacts = ['email', 'phone_number'] as const;
  return contacts
    .filter((name) => user.attributes[`${name}_verified`] === 'true')
    .reduce((claimant, name) => verifyContact(context, pool, claimant, name, takeOver), user);
}
