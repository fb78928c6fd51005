import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { serveErrorPage } from './error-page.js';
import { serveDocs } from './openapi.js';

/** All pages of the documentation. They are loaded only where they are served: a bundle leaves them out. */
export function serveDocsPages(app: NestFastifyApplication): void {
  serveErrorPage(app);
  serveDocs(app);
  serveFrontDoor(app);
}

/** Whoever opens the bare address in a browser looks for the documentation. */
function serveFrontDoor(app: NestFastifyApplication): void {
  app
    .getHttpAdapter()
    .getInstance()
    .get('/', (_request, reply) => reply.redirect('/docs'));
}
