import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Settings } from '../config/settings.js';
import { AppError } from '../shared/app-error.js';
import type { ErrorCode } from '../shared/error-code.js';
import type { Lifecycle } from '../shared/lifecycle.js';
import { Cors } from './cors.js';
import { speaksOAuth } from './oauth-refusal.js';
import { RequestLogger } from './request-logger.js';
import { unfitRequest } from './request-checks.js';
import { RouteMethods } from './route-methods.js';
import { API_HEADERS, docsHeaders } from './security-headers.js';
import { traceOf, traceparentOf } from './trace-context.js';

/** One answered request, as metrics see it: nothing in it comes from the caller but the method. */
export interface AnsweredRequest {
  readonly method: string;
  /** The route's pattern rather than the address, or `unknown`. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
  readonly refusal: ErrorCode | undefined;
}

export interface HookParts {
  readonly settings: Settings;
  readonly lifecycle: Lifecycle;
  /** Told of every answer, where somebody counts them. */
  readonly observe: ((answered: AnsweredRequest) => void) | undefined;
}

/** Fetch Standard, CORS-safelisted request-header. */
const SIMPLE = /^\s*(application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)\b/i;

/** Pino's own option, which Fastify's types leave out. */
const WITHOUT_REDACTION: object = { redact: [] };

/** What every answer has in common, in hooks rather than in interceptors, which cost twice as much. */
export function addHooks(fastify: FastifyInstance, { settings, lifecycle, observe }: HookParts): void {
  const docs = docsHeaders(settings.cognitoDomain);
  const cors = new Cors(settings.corsOrigins);
  const routes = new RouteMethods();
  // Its fields are named below and none of them can be secret, so nothing has to be looked for and taken out.
  const lines = fastify.log.child({}, WITHOUT_REDACTION);
  fastify.setChildLoggerFactory((log, bindings, options) => new RequestLogger(log, bindings, options));
  fastify.addHook('onRoute', ({ url, method }) => {
    routes.add(url, method);
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    void reply.header('traceparent', traceparentOf(traceOf(request.raw)));
    void reply.headers(isDocs(request.url) ? docs : API_HEADERS);
    // The window that signs in must still know which page has opened it.
    if (isReturn(request.url)) void reply.header('cross-origin-opener-policy', 'unsafe-none');
    cors.announce(request, reply);
    if (lifecycle.isClosing) {
      done(new AppError('service_unavailable', { retryAfterSeconds: 1 }));
      return;
    }
    const unfit = unfitRequest(request.url, request.raw.rawHeaders);
    if (unfit !== undefined) {
      done(new AppError(unfit));
      return;
    }
    // Many clients name a media type even where they send nothing.
    if (hasNoBody(request)) delete request.headers['content-type'];
    if (request.is404) answerUnrouted(request, reply, { cors, routes }, done);
    else if (needsNoLeave(request)) done(new AppError('unsupported_media_type'));
    else done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    const ms = reply.elapsedTime;
    lines.info(lineOf(request, reply, route, ms), 'request');
    observe?.({
      method: request.method,
      route,
      status: reply.statusCode,
      seconds: ms / 1000,
      refusal: request.refusal,
    });
    done();
  });
}

interface Unrouted {
  readonly cors: Cors;
  readonly routes: RouteMethods;
}

/** No route takes it: a preflight, another method of an address that there is, or an address that there is not. */
function answerUnrouted(
  request: FastifyRequest,
  reply: FastifyReply,
  { cors, routes }: Unrouted,
  done: (error?: Error) => void,
): void {
  const methods = routes.at(request.url.split('?', 1)[0] ?? '');
  if (methods.length === 0) done();
  else if (cors.isPreflight(request)) cors.answerPreflight(reply, methods);
  else done(new AppError('method_not_allowed', { allow: methods }));
}

function hasNoBody({ headers }: FastifyRequest): boolean {
  const length = headers['content-length'];
  return length === '0' || (length === undefined && headers['transfer-encoding'] === undefined);
}

/** Whether browsers send the body for any page without a preflight, to an operation that takes JSON. */
function needsNoLeave(request: FastifyRequest): boolean {
  const type = request.headers['content-type'];
  return type !== undefined && SIMPLE.test(type) && !speaksOAuth(request);
}

function isDocs(url: string): boolean {
  return url.startsWith('/docs') || url === '/openapi.json';
}

function isReturn(url: string): boolean {
  return !url.startsWith('/api/') && /^(\/docs)?\/oauth2-redirect\.html(\?|$)/.test(url);
}

/**
 * The route rather than the address, because an address may hold what somebody would rather not read in a log. Field by
 * field, because this is done for every request and spreading objects costs.
 */
function lineOf(request: FastifyRequest, reply: FastifyReply, route: string, ms: number): object {
  const { traceId, spanId } = traceOf(request.raw);
  const { caller } = request;
  return {
    reqId: request.id,
    method: request.method,
    route,
    status: reply.statusCode,
    ms: Math.round(ms * 10) / 10,
    ip: request.ip,
    traceId,
    spanId,
    userId: caller?.userId,
    sessionId: caller?.sessionId,
  };
}
