import type { ClientRecord } from '../store/records.js';

/** Only an administrator may say that an address was verified. */
const ADMIN_ONLY: ReadonlySet<string> = new Set(['email_verified', 'phone_number_verified', 'sub']);

export function isReadable(client: ClientRecord, attribute: string): boolean {
  const { ReadAttributes } = client.settings;
  return ReadAttributes === undefined || attribute === 'sub' || ReadAttributes.includes(attribute);
}

export function isWritable(client: ClientRecord, attribute: string): boolean {
  const { WriteAttributes } = client.settings;
  return !ADMIN_ONLY.has(attribute) && (WriteAttributes === undefined || WriteAttributes.includes(attribute));
}
