import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Where a request stands in a trace (W3C Trace Context). */
export interface TraceContext {
  readonly traceId: string;
  /** This service's own part of the trace. */
  readonly spanId: string;
  readonly flags: string;
  /** Whether the caller named the trace, rather than this service. */
  readonly given: boolean;
}

const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const NOT_SAMPLED = '00';
const TRACE = Symbol('trace context');

interface Traced {
  [TRACE]?: TraceContext;
}

/** The trace that the request belongs to: the one its `traceparent` names where that is valid, else a new one. */
export function traceOf(request: Pick<IncomingMessage, 'headers'> & Traced): TraceContext {
  const known = request[TRACE];
  if (known !== undefined) return known;
  const trace = readTrace(request.headers['traceparent']);
  request[TRACE] = trace;
  return trace;
}

/** What a line of the log says of it. */
export function traceFields(request: Parameters<typeof traceOf>[0]): { traceId: string; spanId: string } {
  const { traceId, spanId } = traceOf(request);
  return { traceId, spanId };
}

/** For the next reader of the trace: it is continued below this service's own span. */
export function traceparentOf({ traceId, spanId, flags }: TraceContext): string {
  return `00-${traceId}-${spanId}-${flags}`;
}

function readTrace(header: string | string[] | undefined): TraceContext {
  return (typeof header === 'string' ? continued(header) : undefined) ?? newTrace();
}

/** One UUID for both ids: Node makes many at once, and the bits that mark it keep them from being zero. */
function newTrace(): TraceContext {
  const uuid = randomUUID();
  const traceId =
    uuid.slice(0, 8) + uuid.slice(9, 13) + uuid.slice(14, 18) + uuid.slice(19, 23) + uuid.slice(24);
  return { traceId, spanId: spanIdOf(uuid), flags: NOT_SAMPLED, given: false };
}

function continued(header: string): TraceContext | undefined {
  const match = TRACEPARENT.exec(header);
  if (match === null) return undefined;
  const [, version, traceId = '', parentId = '', flags = '', more] = match;
  if (!isValid(version, more) || isZero(traceId) || isZero(parentId)) return undefined;
  // Of the flags only the first two mean anything in version 00.
  const known = (Number.parseInt(flags, 16) & 3).toString(16).padStart(2, '0');
  return { traceId, spanId: spanIdOf(randomUUID()), flags: known, given: true };
}

function spanIdOf(uuid: string): string {
  return uuid.slice(19, 23) + uuid.slice(24);
}

/** Versions to come may say more behind; `ff` is none. */
function isValid(version: string | undefined, more: string | undefined): boolean {
  return version !== 'ff' && (version !== '00' || more === undefined);
}

function isZero(id: string): boolean {
  return /^0+$/.test(id);
}
