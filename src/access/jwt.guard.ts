import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { TokenVerifier } from '../auth/token-verifier.port.js';
import { originOf } from '../http/access.decorators.js';
import { AppError } from '../shared/app-error.js';
import type { Caller } from '../shared/caller.js';
import { AccessDenials } from './access-denials.js';
import { accessRuleOf } from './access-rules.js';
import { bearerToken } from './bearer-token.js';
import { SessionCheck } from './session-check.port.js';

/** Lets only valid access tokens of living sessions through to guarded operations, and says who is calling. */
@Injectable()
export class JwtGuard implements CanActivate {
  constructor(
    private readonly verifier: TokenVerifier,
    private readonly sessions: SessionCheck,
    private readonly denials: AccessDenials,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const rule = accessRuleOf(context);
    if (rule === undefined) throw new AppError('insufficient_scope');
    if (rule.kind === 'public') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    try {
      request.caller = await this.callerOf(request);
    } catch (error) {
      await this.denials.record(context, error);
      throw error;
    }
    return true;
  }

  private async callerOf(request: FastifyRequest): Promise<Caller> {
    const token = bearerToken(request.headers.authorization);
    if (token === undefined) throw new AppError('authentication_required');
    if (token === null) throw new AppError('invalid_token');
    const verified = await this.verifier.verify(token);
    if (!verified.valid) throw new AppError('invalid_token');
    const { userId, sessionId, groups, authTime, expiresAt } = verified.claims;
    return this.sessions.confirm({
      ...originOf(request),
      userId,
      sessionId,
      groups,
      authTime,
      tokenExpiresAt: expiresAt,
      accessToken: token,
    });
  }
}
