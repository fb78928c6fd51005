import type { ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ERROR_STATUS } from '../http/error-status.js';
import { AppError } from '../shared/app-error.js';
import type { ErrorCode } from '../shared/error-code.js';
import { rulesOf } from './access-rules.js';

/** Who was refused an operation that is for members of a group, and how far they had proved to be anybody. */
export abstract class AccessDenials {
  /** Anything but a refusal of such an operation is left alone. */
  async record(context: ExecutionContext, thrown: unknown): Promise<void> {
    if (!(thrown instanceof AppError) || rulesOf(context).access?.kind !== 'groups') return;
    if (![401, 403].includes(ERROR_STATUS[thrown.code])) return;
    await this.put(context.switchToHttp().getRequest<FastifyRequest>(), thrown.code);
  }

  protected abstract put(request: FastifyRequest, reason: ErrorCode): Promise<void>;
}
