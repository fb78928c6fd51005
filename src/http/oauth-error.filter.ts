import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { toAppError } from './error.filter.js';
import { OAuthError, toOAuthError } from './oauth-error.js';

/** For the token endpoint, whose clients expect refusals in the form of RFC 6749, 5.2. */
@Catch()
export class OAuthErrorFilter implements ExceptionFilter {
  catch(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const appError = thrown instanceof OAuthError ? undefined : toAppError(thrown);
    const error = appError === undefined ? (thrown as OAuthError) : toOAuthError(appError);
    if (error.status >= 500) request.log.error({ err: appError ?? error }, 'request failed');
    else request.log.info({ errorCode: error.error, reason: appError?.code }, 'request refused');
    if (appError?.retryAfterSeconds !== undefined) {
      void reply.header('retry-after', String(Math.max(1, Math.ceil(appError.retryAfterSeconds))));
    }
    void reply
      .status(error.status)
      .type('application/json; charset=utf-8')
      .send({ error: error.error, error_description: error.description, ...error.more });
  }
}
