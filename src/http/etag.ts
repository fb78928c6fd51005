import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AppError } from '../shared/app-error.js';

/** The `ETag` of a version. */
export function etagOf(version: number): string {
  return `"${version}"`;
}

/**
 * The version that `If-Match` names (RFC 9110, 13.1.1), undefined where there is no such header or it is `*`. A value that
 * is no tag of ours matches nothing, so it is refused with `precondition_failed`.
 */
export function versionOfIfMatch(header: string | undefined): number | undefined {
  if (header === undefined || header.trim() === '*') return undefined;
  const match = /^"(\d{1,15})"$/.exec(header.trim());
  if (match === null) throw new AppError('precondition_failed');
  return Number(match[1]);
}

/** The version named by the request's `If-Match`, or undefined. */
export const IfMatchVersion = createParamDecorator((_: unknown, context: ExecutionContext) =>
  versionOfIfMatch(context.switchToHttp().getRequest<FastifyRequest>().headers['if-match']),
);
