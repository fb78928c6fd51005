import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { API_HEADERS, docsHeaders } from './security-headers.js';

/** What every answer has in common, in hooks rather than in interceptors, which cost twice as much. */
export function addHooks(fastify: FastifyInstance, hostedPages: string | undefined): void {
  const docs = docsHeaders(hostedPages);
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    void reply.headers(isDocs(request) ? docs : API_HEADERS);
    // The window that signs in must still know which page has opened it.
    if (isReturn(request)) void reply.header('cross-origin-opener-policy', 'unsafe-none');
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

function isReturn(request: FastifyRequest): boolean {
  return /^(\/docs)?\/oauth2-redirect\.html(\?|$)/.test(request.url);
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
