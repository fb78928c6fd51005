import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Long enough for a UUID or a trace id, and nothing that could break a log line or a header. */
const SANE = /^[A-Za-z0-9][A-Za-z0-9._:-]{7,127}$/;

/** The request's own `X-Request-Id` where it is a sane value, else a new one. */
export function requestId(request: Pick<IncomingMessage, 'headers'>): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && SANE.test(given) ? given : randomUUID();
}
