import { type CanActivate, type ExecutionContext, HttpException, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GroupsGuard } from '../access/groups.guard.js';
import { JwtGuard } from '../access/jwt.guard.js';
import { RecentAuthGuard } from '../access/recent-auth.guard.js';
import { challengeHeader, PROBLEM_MEDIA_TYPE, toProblem } from '../http/problem.js';
import { AppError } from '../shared/app-error.js';
import { AccessPackageSettings } from './access-package-settings.js';

/**
 * The service's own guards, asked in the same order. What they refuse becomes an `HttpException` whose response is the
 * problem (RFC 9457), its headers set already: Nest's own filter sends it as it is, and any other filter understands it.
 */
@Injectable()
export class CognitoAccessGuard implements CanActivate {
  constructor(
    private readonly jwt: JwtGuard,
    private readonly groups: GroupsGuard,
    private readonly recentAuth: RecentAuthGuard,
    private readonly settings: AccessPackageSettings,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    // Tokens are looked for in HTTP headers alone, so nobody may call anything else.
    if (context.getType() !== 'http') return false;
    try {
      return (
        (await this.jwt.canActivate(context)) &&
        (await this.groups.canActivate(context)) &&
        this.recentAuth.canActivate(context)
      );
    } catch (error) {
      throw error instanceof AppError ? this.refusal(error, context) : error;
    }
  }

  private refusal(error: AppError, context: ExecutionContext): HttpException {
    const http = context.switchToHttp();
    const [request, reply] = [http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>()];
    const challenge = challengeHeader(error);
    if (challenge !== undefined) void reply.header('www-authenticate', challenge);
    if (error.retryAfterSeconds !== undefined) {
      void reply.header('retry-after', String(Math.max(1, Math.ceil(error.retryAfterSeconds))));
    }
    void reply.type(PROBLEM_MEDIA_TYPE);
    const [instance = ''] = request.url.split('?', 1);

    const problem = toProblem(error, {
      docsUrl: this.settings.errorDocsUrl,
      instance,
      requestId: request.id,
    });
    return new HttpException(problem, problem.status, { cause: error });
  }
}
