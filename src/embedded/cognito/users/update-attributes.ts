import type { CodeDeliveryDetailsType } from '@aws-sdk/client-cognito-identity-provider';
import type { OperationContext } from '../protocol/operation-context.js';
import { refusals } from '../protocol/refusals.js';
import type { PoolRecord, UserRecord } from '../store/records.js';
import type { TriggerCaller } from '../triggers/trigger-event.js';
import { attributeRequired, changedAttributes, type GivenAttribute, withoutEmpty } from './attributes.js';
import { sendContactCode } from './contact-code.js';
import { CONTACTS, type Contact, withoutProofs } from './contacts.js';
import { aliasBearer, isUsernameAttribute, saveUser } from './find-user.js';

type Attributes = Readonly<Record<string, string>>;

/**
 * Changes attributes. A changed contact loses its verification and is sent a code; where the pool wants it
 * verified first, the old value stays until then.
 */
export async function updateAttributes(
  context: OperationContext,
  pool: PoolRecord,
  user: UserRecord,
  given: readonly GivenAttribute[],
  caller: TriggerCaller,
): Promise<CodeDeliveryDetailsType[]> {
  const wanted = changedAttributes(pool, user, given);
  requireKept(pool, user, wanted);
  const unproven = CONTACTS.filter((contact) => isUnproven(user, wanted, given, contact));
  const waiting = unproven.filter((contact) => waitsForProof(pool, contact));
  const pending = Object.fromEntries(waiting.map((contact) => [contact, wanted[contact] ?? '']));
  const attributes = settledAttributes(user, wanted, { unproven, waiting });
  requireFree(context, pool, user, { attributes, pending });
  const touched = CONTACTS.filter((contact) => given.some(({ Name }) => Name === contact));
  const cleared = withoutProofs(user, touched);
  let current = saveUser(context, {
    ...cleared,
    attributes,
    pendingAttributes: { ...cleared.pendingAttributes, ...pending },
  });
  const notified = unproven.filter((contact) => pool.settings.AutoVerifiedAttributes?.includes(contact));
  const deliveries: CodeDeliveryDetailsType[] = [];
  for (const contact of notified) {
    const sent = await sendContactCode(context, pool, current, contact, {
      source: 'UpdateUserAttribute',
      caller,
    });
    current = sent.user;
    deliveries.push(sent.delivery);
  }
  return deliveries;
}

/** What holds at once: waiting contacts keep their old value, changed ones are unverified, removed ones leave nothing. */
function settledAttributes(
  user: UserRecord,
  wanted: Attributes,
  { unproven, waiting }: { unproven: readonly Contact[]; waiting: readonly Contact[] },
): Record<string, string> {
  const settled = { ...wanted };
  for (const contact of CONTACTS) {
    if (waiting.includes(contact)) {
      settled[contact] = user.attributes[contact] ?? '';
    } else if (unproven.includes(contact)) {
      settled[`${contact}_verified`] = 'false';
    } else if (wanted[contact] === undefined) {
      settled[`${contact}_verified`] = '';
    }
  }
  return withoutEmpty(settled);
}

function isUnproven(
  user: UserRecord,
  wanted: Attributes,
  given: readonly GivenAttribute[],
  contact: Contact,
): boolean {
  const isDeclared = given.some(({ Name }) => Name === `${contact}_verified`);
  const isVerified = isDeclared && wanted[`${contact}_verified`] === 'true';
  return wanted[contact] !== undefined && wanted[contact] !== user.attributes[contact] && !isVerified;
}

function waitsForProof(pool: PoolRecord, contact: Contact): boolean {
  const required = pool.settings.UserAttributeUpdateSettings?.AttributesRequireVerificationBeforeUpdate;
  return required?.includes(contact) === true;
}

/** What a user signs in with, or what the pool demands, cannot be removed. */
function requireKept(pool: PoolRecord, user: UserRecord, wanted: Attributes): void {
  const removed = Object.keys(user.attributes).filter((name) => wanted[name] === undefined);
  const isRequired = (name: string): boolean =>
    pool.schema.some((attribute) => attribute.Name === name && attribute.Required === true);
  const missed = removed.find((name) => isRequired(name) || isUsernameAttribute(pool, name));
  if (missed !== undefined) {
    throw attributeRequired(missed);
  }
}

/** A username attribute is taken as soon as it is asked for, an alias only once it is verified. */
function requireFree(
  context: OperationContext,
  pool: PoolRecord,
  user: UserRecord,
  { attributes, pending }: { attributes: Attributes; pending: Attributes },
): void {
  const isTaken = [...CONTACTS, 'preferred_username'].some((name) => {
    const isUsername = isUsernameAttribute(pool, name);
    const mustBeFree =
      isUsername || name === 'preferred_username' || attributes[`${name}_verified`] === 'true';
    const value = (isUsername ? pending[name] : undefined) ?? attributes[name];
    return mustBeFree && value !== undefined && aliasBearer(context, pool, name, value, user) !== undefined;
  });
  if (isTaken) {
    throw refusals.aliasExists();
  }
}
