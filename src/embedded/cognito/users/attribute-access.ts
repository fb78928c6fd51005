import type { ClientRecord } from '../store/records.js';

/** Only an administrator may say that an address was verified, and only a link who else signs in as the user. */
const NOT_BY_USER: ReadonlySet<string> = new Set([
  'email_verified',
  'identities',
  'phone_number_verified',
  'sub',
]);

export function isReadable(client: ClientRecord, attribute: string): boolean {
  const { ReadAttributes } = client.settings;
  return ReadAttributes === undefined || attribute === 'sub' || ReadAttributes.includes(attribute);
}

export function isWritable(client: ClientRecord, attribute: string): boolean {
  const { WriteAttributes } = client.settings;
  return (
    !NOT_BY_USER.has(attribute) && (WriteAttributes === undefined || WriteAttributes.includes(attribute))
  );
}
