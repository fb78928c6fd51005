import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { requireRecentAuth } from '../shared/recent-auth.js';
import { Clock } from '../shared/clock.js';
import { rulesOf } from './access-rules.js';
import { AccessSettings } from './access-settings.js';

/** Sends whoever signed in too long ago back to sign in again, where the operation asks for it. */
@Injectable()
export class RecentAuthGuard implements CanActivate {
  constructor(
    private readonly settings: AccessSettings,
    private readonly clock: Clock,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const rule = rulesOf(context).recentAuth;
    if (rule === undefined) return true;
    const { caller } = context.switchToHttp().getRequest<FastifyRequest>();
    requireRecentAuth(caller, rule.minutes ?? this.settings.stepUpMinutes, this.clock.now());
    return true;
  }
}
