import type { MailRecord } from '../store/records.js';

/** A message as the outbox shows it. */
export type OutboxMessage = Omit<MailRecord, 'sentAt' | 'sequence'> & { readonly sentAt: string };

export function toOutboxMessage({ to, subject, body, code, purpose, sentAt }: MailRecord): OutboxMessage {
  return { to, subject, body, code, purpose, sentAt: new Date(sentAt).toISOString() };
}
