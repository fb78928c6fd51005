import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AuditTrail } from '../audit/audit-trail.js';
import { originOf } from '../http/access.decorators.js';
import type { ErrorCode } from '../shared/error-code.js';
import { AccessDenials } from './access-denials.js';

/** Puts denials on the audit trail. */
@Injectable()
export class AuditedDenials extends AccessDenials {
  constructor(private readonly audit: AuditTrail) {
    super();
  }

  protected async put(request: FastifyRequest, reason: ErrorCode): Promise<void> {
    const { caller } = request;
    await this.audit.record({
      type: 'access.denied',
      outcome: 'FAILURE',
      userId: caller?.userId ?? null,
      actorId: caller?.userId ?? null,
      origin: originOf(request),
      sessionId: caller?.sessionId ?? null,
      details: { reason, operation: `${request.method} ${request.routeOptions.url ?? ''}` },
    });
  }
}
