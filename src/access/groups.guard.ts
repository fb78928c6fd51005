import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ADMIN } from '../http/access.decorators.js';
import { AppError } from '../shared/app-error.js';
import { AccessDenials } from './access-denials.js';
import { rulesOf } from './access-rules.js';
import { AccessSettings } from './access-settings.js';

/** Lets only members of one of the operation's groups through. */
@Injectable()
export class GroupsGuard implements CanActivate {
  constructor(
    private readonly settings: AccessSettings,
    private readonly denials: AccessDenials,
  ) {}

  /** Answers without a promise whom it lets through. */
  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const rule = rulesOf(context).access;
    if (rule?.kind !== 'groups') return true;
    const { caller } = context.switchToHttp().getRequest<FastifyRequest>();
    const allowed = rule.groups.some(
      (group) => caller?.groups.includes(group === ADMIN ? this.settings.adminGroup : group) ?? false,
    );
    return allowed || this.refuse(context);
  }

  private async refuse(context: ExecutionContext): Promise<never> {
    const refusal = new AppError('insufficient_scope');
    await this.denials.record(context, refusal);
    throw refusal;
  }
}
