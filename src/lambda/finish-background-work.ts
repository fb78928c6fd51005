import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AuditTrail } from '../audit/audit-trail.js';
import { Notifier } from '../notices/notifier.port.js';
import { SessionsService } from '../sessions/sessions.service.js';

/**
 * Ends what requests have left to the background: Lambda freezes the process as soon as it has its answer, and may never
 * wake it again. None of it rejects, and the time-outs of the calls to AWS bound it. See
 * docs/decisions/0014-lambda.md for what stays behind.
 */
export async function finishBackgroundWork(app: Pick<NestFastifyApplication, 'get'>): Promise<void> {
  const of = { strict: false };
  await Promise.all([
    app.get(AuditTrail, of).finish(),
    app.get(SessionsService, of).finish(),
    app.get(Notifier, of).finish(),
  ]);
}
