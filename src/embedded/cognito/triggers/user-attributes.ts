import type { UserRecord } from '../store/records.js';
import { CONTACTS } from '../users/contacts.js';

/** A user as triggers see it: its attributes, its sub and its status, all of them strings. */
export function triggerAttributes(user: UserRecord): Record<string, string> {
  const unverified = CONTACTS.filter((contact) => user.attributes[contact] !== undefined).map(
    (contact) => [`${contact}_verified`, 'false'] as const,
  );
  return {
    sub: user.sub,
    ...Object.fromEntries(unverified),
    'cognito:user_status': user.status,
    ...user.attributes,
  };
}
