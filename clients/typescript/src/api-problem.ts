import type { ErrorCode, Schema } from './operation-types.js';

/** Where the answer was no problem of this service, e.g. the page of a proxy. */
type Unrecognized = 'unrecognized';

interface Refusal {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON, or `undefined`. */
  readonly body: unknown;
}

/**
 * A refusal of the service (RFC 9457). Branch on `code`; `title` and `detail` are for people. A service newer than this
 * client may send a code that the type does not know, so keep a default branch.
 */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly code: ErrorCode | Unrecognized;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  /** One entry for each field that breaks a rule. */
  readonly errors: readonly Schema<'FieldProblem'>[];
  /** For whoever reads the service's log. */
  readonly requestId: string | undefined;
  /** How long to wait before asking again. */
  readonly retryAfterSeconds: number | undefined;
  /** With `insufficient_user_authentication`: how long ago the sign-in may be (RFC 9470). */
  readonly maxAgeSeconds: number | undefined;

  constructor({ status, headers, body }: Refusal) {
    const problem = isProblem(body) ? body : undefined;
    const title = problem?.title ?? `The server answered ${status}`;
    super(problem === undefined ? title : `${title} (${problem.code})`);
    this.status = status;
    this.code = problem?.code ?? 'unrecognized';
    this.title = title;
    this.detail = problem?.detail ?? '';
    this.errors = Array.isArray(problem?.errors) ? problem.errors : [];
    this.requestId = problem?.requestId ?? headers.get('x-request-id') ?? undefined;
    this.retryAfterSeconds = retryAfterSeconds(headers.get('retry-after'));
    this.maxAgeSeconds = maxAgeSeconds(headers.get('www-authenticate'));
  }

  /** The rules that a field breaks, e.g. `problem.messagesFor('password')`. */
  messagesFor(field: string): readonly string[] {
    return this.errors.filter((entry) => entry.field === field).map(({ message }) => message);
  }
}

function isProblem(body: unknown): body is Schema<'Problem'> {
  return typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string';
}

/** Seconds or an HTTP date (RFC 9110, 10.2.3). */
function retryAfterSeconds(header: string | null): number | undefined {
  if (header === null) return undefined;
  if (/^\d+$/.test(header)) return Number(header);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - Date.now()) / 1000));
}

function maxAgeSeconds(header: string | null): number | undefined {
  const found = /max_age="?(\d+)/.exec(header ?? '')?.[1];
  return found === undefined ? undefined : Number(found);
}
