import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Settings } from '../config/settings.js';
import { AppError } from '../shared/app-error.js';
import type { ErrorCode } from '../shared/error-code.js';
import { OAuthError } from './oauth-error.js';
import { answerOAuthError, speaksOAuth } from './oauth-refusal.js';
import { traceFields } from './trace-context.js';
import { challengeHeader, PROBLEM_MEDIA_TYPE, toProblem } from './problem.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Why the request was refused; absent where it was not. */
    refusal?: ErrorCode;
  }
}

/** Refusals by Nest or Fastify themselves, by status. */
const CODE_OF_STATUS: Readonly<Record<number, ErrorCode>> = {
  400: 'malformed_request',
  404: 'not_found',
  405: 'method_not_allowed',
  413: 'payload_too_large',
  414: 'uri_too_long',
  415: 'unsupported_media_type',
  503: 'service_unavailable',
};

/** The only place where a refusal becomes an answer. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  constructor(private readonly settings: Settings) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const [request, reply] = [http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>()];
    if (!speaksOAuth(request)) answerProblem(thrown, request, reply, this.settings.errorDocsUrl);
    else {
      const error = thrown instanceof OAuthError ? thrown : toAppError(thrown);
      if (error instanceof AppError) request.refusal = error.code;
      answerOAuthError(error, request, reply);
    }
  }
}

/** Answers with the problem that `thrown` amounts to, and logs what the client is not told. */
export function answerProblem(
  thrown: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  docsUrl: string,
): void {
  const error = toAppError(thrown);
  const trace = traceFields(request.raw);
  const problem = toProblem(error, { docsUrl, instance: pathOf(request.url), requestId: request.id });
  if (problem.status >= 500)
    request.log.error({ err: error, errorCode: error.code, ...trace }, 'request failed');
  else request.log.info({ errorCode: error.code, cause: causeName(error), ...trace }, 'request refused');
  request.refusal = error.code;
  if (error.allow !== undefined) void reply.header('allow', error.allow.join(', '));
  const challenge = challengeHeader(error);
  if (challenge !== undefined) void reply.header('www-authenticate', challenge);
  if (error.retryAfterSeconds !== undefined) {
    void reply.header('retry-after', String(Math.max(1, Math.ceil(error.retryAfterSeconds))));
  }
  void reply.status(problem.status).type(PROBLEM_MEDIA_TYPE).send(problem);
}

function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const status = statusOf(thrown);
  const code = status === undefined ? undefined : CODE_OF_STATUS[status];
  if (code !== undefined) return new AppError(code, { cause: thrown });
  if (status !== undefined && status < 500) return new AppError('malformed_request', { cause: thrown });
  return new AppError('internal_error', { cause: thrown });
}

function statusOf(thrown: unknown): number | undefined {
  if (thrown instanceof HttpException) return thrown.getStatus();
  if (thrown instanceof Error && 'statusCode' in thrown && typeof thrown.statusCode === 'number') {
    return thrown.statusCode;
  }
  return undefined;
}

function causeName(error: AppError): string | undefined {
  return error.cause instanceof Error ? error.cause.name : undefined;
}

function pathOf(url: string): string {
  const query = url.indexOf('?');
  return query < 0 ? url : url.slice(0, query);
}
