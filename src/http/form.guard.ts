import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AppError } from '../shared/app-error.js';

export const FORM = 'application/x-www-form-urlencoded';

/** Lets forms in and nothing else that could be read as one, such as JSON (RFC 6749, 3.2). */
export class FormGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
    const mediaType = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
    if (mediaType === FORM) return true;
    throw new AppError('unsupported_media_type', { detail: `the body must be ${FORM}` });
  }
}
