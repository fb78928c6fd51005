import { type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AuditTrail } from '../audit/audit-trail.js';
import { ERROR_STATUS } from '../http/error-status.js';
import { originOf } from '../http/access.decorators.js';
import { AppError } from '../shared/app-error.js';
import { accessRuleOf } from './access-rules.js';

/** Puts on record who was refused an operation that is for members of a group, and how far they had proved to be anybody. */
@Injectable()
export class AccessDenials {
  constructor(private readonly audit: AuditTrail) {}

  /** Anything but a refusal of such an operation is left alone. */
  async record(context: ExecutionContext, thrown: unknown): Promise<void> {
    if (!(thrown instanceof AppError) || accessRuleOf(context)?.kind !== 'groups') return;
    if (![401, 403].includes(ERROR_STATUS[thrown.code])) return;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { caller } = request;
    await this.audit.record({
      type: 'access.denied',
      outcome: 'FAILURE',
      userId: caller?.userId ?? null,
      actorId: caller?.userId ?? null,
      origin: originOf(request),
      sessionId: caller?.sessionId ?? null,
      details: { reason: thrown.code, operation: `${request.method} ${request.routeOptions.url ?? ''}` },
    });
  }
}
