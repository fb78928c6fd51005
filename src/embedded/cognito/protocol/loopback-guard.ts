import type { FastifyInstance } from 'fastify';

const LOOPBACK_HOST = /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i;

/** Refuses names that merely resolve to loopback, which a web page could otherwise use to reach this server. */
export function addLoopbackGuard(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!LOOPBACK_HOST.test(request.headers.host ?? '')) {
      await reply.status(403).send({ message: 'This server answers to loopback names only.' });
    }
  });
}
