import { refusals } from '../protocol/refusals.js';
import type { UserRecord } from '../store/records.js';

/** The attributes that a code can be sent to. */
export const CONTACTS = ['email', 'phone_number'] as const;

export type Contact = (typeof CONTACTS)[number];

export function requireContact(attribute: string): Contact {
  const contact = CONTACTS.find((name) => name === attribute);
  if (contact === undefined) {
    throw refusals.invalidParameter(`Attribute ${attribute} cannot be verified.`);
  }
  return contact;
}

/**
 * The user without what was under way for these contacts. A code proves the address that it was sent to, so it
 * must not outlive a change of it.
 */
export function withoutProofs(user: UserRecord, contacts: readonly Contact[]): UserRecord {
  if (contacts.length === 0) {
    return user;
  }
  const codes = Object.fromEntries(contacts.map((contact) => [`verify:${contact}`, undefined]));
  const pendingAttributes = Object.fromEntries(
    Object.entries(user.pendingAttributes).filter(([name]) => !contacts.some((contact) => contact === name)),
  );
  return { ...user, pendingAttributes, codes: { ...user.codes, ...codes, 'sign-up': undefined } };
}
