import type { FastifyReply, FastifyRequest } from 'fastify';

const EXPOSED_HEADERS = [
  'ETag',
  'Location',
  'Retry-After',
  'RateLimit',
  'RateLimit-Policy',
  'X-Request-Id',
  'WWW-Authenticate',
  'Traceparent',
].join(', ');
const REQUEST_HEADERS = [
  'Accept',
  'Authorization',
  'Content-Type',
  'If-Match',
  'Traceparent',
  'Tracestate',
  'X-Request-Id',
].join(', ');
const PREFLIGHT_SECONDS = '600';

/**
 * Lets pages of the listed origins call, and says nothing to any other. Tokens travel in a header that pages set
 * themselves, so cookies are never let through (`Access-Control-Allow-Credentials`).
 */
export class Cors {
  private readonly origins: ReadonlySet<string>;

  constructor(origins: readonly string[]) {
    this.origins = new Set(origins);
  }

  /** To every answer. A cache must not hand the answer for one origin to another. */
  announce(request: FastifyRequest, reply: FastifyReply): void {
    if (this.origins.size === 0) return;
    void reply.header('vary', 'Origin');
    if (!this.allows(request)) return;
    void reply.header('access-control-allow-origin', request.headers.origin);
    void reply.header('access-control-expose-headers', EXPOSED_HEADERS);
  }

  /** Whether a browser asks on behalf of a page that may call. Anything else has no use for OPTIONS. */
  isPreflight(request: FastifyRequest): boolean {
    return (
      request.method === 'OPTIONS' &&
      request.headers['access-control-request-method'] !== undefined &&
      this.allows(request)
    );
  }

  answerPreflight(reply: FastifyReply, methods: readonly string[]): void {
    void reply
      .status(204)
      .headers({
        vary: 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers',
        'access-control-allow-methods': methods.join(', '),
        'access-control-allow-headers': REQUEST_HEADERS,
        'access-control-max-age': PREFLIGHT_SECONDS,
      })
      .send();
  }

  private allows({ headers }: FastifyRequest): boolean {
    return headers.origin !== undefined && this.origins.has(headers.origin);
  }
}
