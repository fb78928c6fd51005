import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { readFileSync } from 'node:fs';

export const SECOND_STEP_SCRIPT = '/docs/second-step.js';

/** The script that Swagger UI's Authorize button needs for accounts with a second factor. */
export function serveSecondStepScript(app: NestFastifyApplication): void {
  const script = readFileSync(new URL('./swagger-ui/second-step.js', import.meta.url), 'utf8');
  app
    .getHttpAdapter()
    .getInstance()
    .get(SECOND_STEP_SCRIPT, (_request, reply) => reply.type('text/javascript; charset=utf-8').send(script));
}
