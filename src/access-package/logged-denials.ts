import { Injectable, Logger } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AccessDenials } from '../access/access-denials.js';
import type { ErrorCode } from '../shared/error-code.js';

/** Writes denials into the log of the second service, which has no audit trail. */
@Injectable()
export class LoggedDenials extends AccessDenials {
  private readonly logger = new Logger('Access');

  protected put({ caller, method, routeOptions }: FastifyRequest, reason: ErrorCode): Promise<void> {
    const operation = `${method} ${routeOptions.url ?? ''}`;
    this.logger.warn(`Denied ${operation} to ${caller?.userId ?? 'somebody unknown'}: ${reason}`);
    return Promise.resolve();
  }
}
