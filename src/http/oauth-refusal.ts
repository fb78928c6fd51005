import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AppError } from '../shared/app-error.js';
import { OAuthError, toOAuthError } from './oauth-error.js';
import { traceFields } from './trace-context.js';

/** Whether the operation refuses in the form of RFC 6749, 5.2, as clients of a token endpoint expect. */
export function speaksOAuth({ routeOptions }: FastifyRequest): boolean {
  const { protocol } = routeOptions.config as { readonly protocol?: unknown };
  return protocol === 'oauth';
}

/** Answers with the error of OAuth 2 that `thrown` amounts to. */
export function answerOAuthError(
  thrown: OAuthError | AppError,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const error = thrown instanceof OAuthError ? thrown : toOAuthError(thrown);
  const trace = traceFields(request.raw);
  if (error.status >= 500) request.log.error({ err: thrown, ...trace }, 'request failed');
  else request.log.info({ errorCode: error.error, reason: codeOf(thrown), ...trace }, 'request refused');
  if ('retryAfterSeconds' in thrown && thrown.retryAfterSeconds !== undefined) {
    void reply.header('retry-after', String(Math.max(1, Math.ceil(thrown.retryAfterSeconds))));
  }
  void reply
    .status(error.status)
    .type('application/json; charset=utf-8')
    .send({ error: error.error, error_description: error.description, ...error.more });
}

function codeOf(thrown: OAuthError | AppError): string | undefined {
  return thrown instanceof OAuthError ? undefined : thrown.code;
}
