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

/** For the next reader of the trace: it is continued below this service's own span. */
export function traceparentOf({ traceId, spanId, flags }: TraceContext): string {
  return `00-${traceId}-${spanId}-${flags}`;
}

function readTrace(header: string | string[] | undefined): TraceContext {
  const spanId = randomHex().slice(-16);
  const given = typeof header === 'string' ? TRACEPARENT.exec(header) : null;
  const [, version, traceId = '', parentId = '', flags = '', more] = given ?? [];
  if (given === null || !isValid(version, more) || isZero(traceId) || isZero(parentId)) {
    return { traceId: randomHex(), spanId, flags: NOT_SAMPLED, given: false };
  }
  // Of the flags only the first two mean anything in version 00.
  const known = (Number.parseInt(flags, 16) & 3).toString(16).padStart(2, '0');
  return { traceId, spanId, flags: known, given: true };
}

/** Versions to come may say more behind; `ff` is none. */
function isValid(version: string | undefined, more: string | undefined): boolean {
  return version !== 'ff' && (version !== '00' || more === undefined);
}

function isZero(id: string): boolean {
  return /^0+$/.test(id);
}

/** Faster than random bytes, because Node makes many at once; the bits that mark a UUID keep it from being zero. */
function randomHex(): string {
  return randomUUID().replaceAll('-', '');
}
