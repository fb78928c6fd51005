import { SECRET_FIELDS } from '../shared/redact.js';
import type { AuditDetails, AuditEvent, NewAuditEvent } from './audit-event.js';
import type { EventStamp } from './event-ids.js';

const MAX_DETAILS = 20;
const MAX_TEXT = 256;

const SECRET_NAMES = new Set(SECRET_FIELDS.map((name) => name.toLowerCase()));

/** The event as it is kept. Texts are cut; details that name a secret are a mistake of the caller and refused. */
export function completeEvent(event: NewAuditEvent, { id, at }: EventStamp): AuditEvent {
  return {
    id,
    time: new Date(at).toISOString(),
    type: event.type,
    outcome: event.outcome,
    userId: textOrNull(event.userId),
    actorId: textOrNull(event.actorId),
    ipAddress: wellFormed(event.origin.ipAddress),
    userAgent: wellFormed(event.origin.userAgent),
    requestId: wellFormed(event.origin.requestId),
    sessionId: textOrNull(event.sessionId),
    details: checkedDetails({
      ...event.details,
      ...(event.origin.traceId !== undefined && { traceId: event.origin.traceId }),
    }),
  };
}

function checkedDetails(details: AuditDetails): AuditEvent['details'] {
  const entries = Object.entries(details).map(([name, value]) => [name, checkedDetail(name, value)] as const);
  if (entries.length > MAX_DETAILS) throw new TypeError('An audit event has too many details');
  return Object.fromEntries(entries);
}

function checkedDetail(name: string, value: unknown): string | number | boolean {
  if (SECRET_NAMES.has(name.toLowerCase())) {
    throw new TypeError(`The audit detail "${name}" bears the name of a secret`);
  }
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string') return wellFormed(value);
  // A fraction could come back from storage in another notation, and the hash would not hold.
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value + 0;
  throw new TypeError(`The audit detail "${name}" is neither a text, a whole number nor a flag`);
}

function textOrNull(text: string | null | undefined): string | null {
  return text === null || text === undefined || text === '' ? null : wellFormed(text);
}

/** Half a surrogate pair would not come back from storage as it went in. */
function wellFormed(text: string): string {
  return Buffer.from(text.slice(0, MAX_TEXT), 'utf8').toString('utf8');
}
