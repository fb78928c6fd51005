import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { API_HEADERS, DOCS_HEADERS } from './security-headers.js';

/** What every answer has in common, in hooks rather than in interceptors, which cost twice as much. */
export function addHooks(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    void reply.headers(isDocs(request) ? DOCS_HEADERS : API_HEADERS);
    // Many clients name a media type even where they send nothing.
    if (request.headers['content-length'] === '0') delete request.headers['content-type'];
    done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    request.log.info(lineOf(request, reply), 'request');
    done();
  });
}

function isDocs(request: FastifyRequest): boolean {
  return request.url.startsWith('/docs') || request.url === '/openapi.json';
}

/** The route rather than the address, because an address may hold what somebody would rather not read in a log. */
function lineOf(request: FastifyRequest, reply: FastifyReply): object {
  return {
    method: request.method,
    route: request.routeOptions.url ?? 'unknown',
    status: reply.statusCode,
    ms: Math.round(reply.elapsedTime * 10) / 10,
    ip: request.ip,
    ...(request.caller && { userId: request.caller.userId, sessionId: request.caller.sessionId }),
  };
}
