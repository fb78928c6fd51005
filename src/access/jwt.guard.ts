import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type AccessTokenClaims, TokenVerifier } from '../auth/token-verifier.port.js';
import { originOf } from '../http/access.decorators.js';
import { AppError } from '../shared/app-error.js';
import type { Caller } from '../shared/caller.js';
import { AccessDenials } from './access-denials.js';
import { rulesOf } from './access-rules.js';
import { bearerCredentials, isTokenForm } from './bearer-token.js';
import { SessionCheck } from './session-check.port.js';

/** Lets only valid access tokens of living sessions through to guarded operations, and says who is calling. */
@Injectable()
export class JwtGuard implements CanActivate {
  constructor(
    private readonly verifier: TokenVerifier,
    private readonly sessions: SessionCheck,
    private readonly denials: AccessDenials,
  ) {}

  /** Answers without a promise where token and session are known, as they mostly are. */
  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const rule = rulesOf(context).access;
    if (rule === undefined) throw new AppError('insufficient_scope');
    if (rule.kind === 'public') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    try {
      const caller = this.callerOf(request);
      if (caller instanceof Promise) return this.whenKnown(context, request, caller);
      request.caller = caller;
      return true;
    } catch (error) {
      return this.refuse(context, error);
    }
  }

  private callerOf(request: FastifyRequest): Caller | Promise<Caller> {
    const token = bearerCredentials(request.headers.authorization);
    if (token === undefined) throw new AppError('authentication_required');
    if (token === null) throw new AppError('invalid_token');
    const claims = this.verifier.known(token);
    if (claims !== undefined) return this.sessions.confirm(callerBy(request, token, claims));
    if (!isTokenForm(token)) throw new AppError('invalid_token');
    return this.whenVerified(request, token);
  }

  private async whenVerified(request: FastifyRequest, token: string): Promise<Caller> {
    const verified = await this.verifier.verify(token);
    if (!verified.valid) throw new AppError('invalid_token');
    return this.sessions.confirm(callerBy(request, token, verified.claims));
  }

  private async whenKnown(
    context: ExecutionContext,
    request: FastifyRequest,
    caller: Promise<Caller>,
  ): Promise<boolean> {
    try {
      request.caller = await caller;
    } catch (error) {
      return this.refuse(context, error);
    }
    return true;
  }

  private async refuse(context: ExecutionContext, error: unknown): Promise<never> {
    await this.denials.record(context, error);
    throw error;
  }
}

/** Field by field, because this is done for every request and spreading objects costs. */
function callerBy(request: FastifyRequest, accessToken: string, claims: AccessTokenClaims): Caller {
  const { userId, sessionId, groups, authTime, expiresAt } = claims;
  const { ipAddress, userAgent, requestId, traceId } = originOf(request);
  const tokenExpiresAt = expiresAt;
  return {
    ipAddress,
    userAgent,
    requestId,
    userId,
    sessionId,
    groups,
    authTime,
    tokenExpiresAt,
    accessToken,
    ...(traceId !== undefined && { traceId }),
  };
}
