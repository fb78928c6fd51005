import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type FastifyHttpOptions, LogController } from 'fastify';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Settings } from '../config/settings.js';
import { loggableError } from '../shared/loggable-error.js';
import { REDACTED, redactedPaths } from '../shared/redact.js';
import { answerClientError } from './client-error.js';
import { answerProblem } from './error.filter.js';
import { MAX_URL_LENGTH } from './request-checks.js';
import { requestId } from './request-id.js';
import { API_HEADERS } from './security-headers.js';
import { traceOf, traceparentOf } from './trace-context.js';

const BODY_LIMIT = 64 * 1024;
const HEADERS_LIMIT = 16 * 1024;
/** A socket on which nothing moves for so long is given up, whoever is to blame. */
const STALLED_MS = 90_000;
/** How often Node looks for clients that are too slow. */
const SLOW_CLIENTS_CHECK_MS = 500;

/** Where log lines go instead of straight to standard output. */
export interface LogOutput {
  write(line: string): void;
}

/** The HTTP server itself: what it takes on, how long it waits, and what it writes to the log. */
export function serverOptions(settings: Settings, output?: LogOutput): FastifyHttpOptions<Server> {
  const { headersMs, requestMs, keepAliveMs } = settings.connections;
  return {
    logger: {
      level: settings.logLevel,
      redact: { paths: redactedPaths(), censor: REDACTED },
      serializers: { err: (error: unknown) => loggableError(error) },
      ...(output && { stream: output }),
    },
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: trustProxyOf(settings),
    genReqId: requestId,
    requestIdHeader: false,
    bodyLimit: BODY_LIMIT,
    // Names in a path are checked by the rules of each operation, which can say what is wrong.
    routerOptions: { maxParamLength: MAX_URL_LENGTH },
    http: {
      maxHeaderSize: HEADERS_LIMIT,
      headersTimeout: Math.min(headersMs, requestMs),
      requestTimeout: requestMs,
      connectionsCheckingInterval: SLOW_CLIENTS_CHECK_MS,
    },
    requestTimeout: requestMs,
    keepAliveTimeout: keepAliveMs,
    connectionTimeout: Math.max(STALLED_MS, keepAliveMs),
    // The hooks refuse it themselves, in the form of every other refusal.
    return503OnClosing: false,
    clientErrorHandler(this: FastifyInstance, fault: NodeJS.ErrnoException, socket: Socket) {
      answerClientError(fault, socket, this.log, settings.errorDocsUrl);
    },
    // Addresses that cannot be routed never reach the hooks or the filter.
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      void reply.header('x-request-id', request.id).headers(API_HEADERS);
      void reply.header('traceparent', traceparentOf(traceOf(request.raw)));
      answerProblem(error, request, reply, settings.errorDocsUrl);
    },
  };
}

type TrustProxy = boolean | string[] | ((address: string, hop: number) => boolean);

/** A number counts the proxies in front of the service, nearest first. */
function trustProxyOf({ trustProxy }: Settings): TrustProxy {
  if (typeof trustProxy === 'number') return (_address, hop) => hop < trustProxy;
  return typeof trustProxy === 'boolean' ? trustProxy : [...trustProxy];
}
