import type { CodeDeliveryDetailsType } from '@aws-sdk/client-cognito-identity-provider';
import type { OperationContext } from '../protocol/operation-context.js';
import { refusals } from '../protocol/refusals.js';
import type { PoolRecord, UserRecord } from '../store/records.js';
import { changedAttributes, type GivenAttribute } from './attributes.js';
import { sendCode } from './code-delivery.js';
import { issueCode } from './codes.js';
import { aliasBearer, saveUser } from './find-user.js';

const CONTACTS = ['email', 'phone_number'] as const;

type Contact = (typeof CONTACTS)[number];

/**
 * Changes attributes. A changed contact loses its verification and is sent a code; where the pool wants it
 * verified first, the old value stays until then.
 */
export function updateAttributes(
  context: OperationContext,
  pool: PoolRecord,
  user: UserRecord,
  given: readonly GivenAttribute[],
): CodeDeliveryDetailsType[] {
  const wanted = changedAttributes(pool, user, given);
  requireFreeAliases(context, pool, user, wanted);
  const unproven = CONTACTS.filter((contact) => isUnproven(user, wanted, given, contact));
  const waiting = unproven.filter((contact) => waitsForProof(pool, contact));
  const kept = waiting.map((contact): [string, string] => [contact, user.attributes[contact] ?? '']);
  const unverified = unproven
    .filter((contact) => !waiting.includes(contact))
    .map((contact): [string, string] => [`${contact}_verified`, 'false']);
  const changes = Object.fromEntries([...kept, ...unverified]);
  const pending = Object.fromEntries(waiting.map((contact) => [contact, wanted[contact] ?? '']));
  const saved = saveUser(context, {
    ...user,
    attributes: withoutEmpty({ ...wanted, ...changes }),
    pendingAttributes: { ...user.pendingAttributes, ...pending },
  });
  return sendProofs(context, pool, saved, unproven);
}

function sendProofs(
  context: OperationContext,
  pool: PoolRecord,
  user: UserRecord,
  contacts: readonly Contact[],
): CodeDeliveryDetailsType[] {
  const verified = contacts.filter((contact) => pool.settings.AutoVerifiedAttributes?.includes(contact));
  let current = user;
  return verified.map((attribute) => {
    const issued = issueCode(context, current, `verify:${attribute}`);
    current = issued.user;
    const to = current.pendingAttributes[attribute] ?? current.attributes[attribute];
    return sendCode(context, pool, current, {
      attribute,
      code: issued.code,
      purpose: 'ATTRIBUTE_VERIFICATION',
      ...(to !== undefined && { to }),
    });
  });
}

function isUnproven(
  user: UserRecord,
  wanted: Readonly<Record<string, string>>,
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

function requireFreeAliases(
  context: OperationContext,
  pool: PoolRecord,
  user: UserRecord,
  wanted: Readonly<Record<string, string>>,
): void {
  const isTaken = CONTACTS.some((contact) => {
    const value = wanted[contact];
    return value !== undefined && aliasBearer(context, pool, contact, value, user) !== undefined;
  });
  if (isTaken) {
    throw refusals.aliasExists();
  }
}

function withoutEmpty(attributes: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== ''));
}
