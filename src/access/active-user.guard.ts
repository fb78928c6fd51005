import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { HostedUsers } from '../auth/social/hosted-users.js';
import { AppError } from '../shared/app-error.js';
import type { ErrorCode } from '../shared/error-code.js';
import { ProfilesService } from '../users/profiles.service.js';
import { AccessDenials } from './access-denials.js';

/**
 * Lets only users with an active profile through, and narrows their groups to those they are still in: a token shows
 * the groups of when it was issued.
 */
@Injectable()
export class ActiveUserGuard implements CanActivate {
  constructor(
    private readonly profiles: ProfilesService,
    private readonly hosted: HostedUsers,
    private readonly denials: AccessDenials,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { caller } = request;
    if (caller === undefined) return true;
    const profile = (await this.profiles.find(caller.userId)) ?? (await this.hosted.makeProfile(caller));
    // An erased user's token is still well signed, and says nothing any more.
    if (profile === null) return this.refuse(context, 'invalid_token');
    if (profile.status === 'DISABLED') return this.refuse(context, 'account_disabled');
    if (!(await this.hosted.isComplete(caller, profile))) return this.refuse(context, 'invalid_token');
    if (caller.groups.length > 0) {
      const groups = caller.groups.filter((group) => profile.groups.includes(group));
      request.caller = { ...caller, groups };
    }
    return true;
  }

  private async refuse(context: ExecutionContext, code: ErrorCode): Promise<never> {
    const refusal = new AppError(code);
    await this.denials.record(context, refusal);
    throw refusal;
  }
}
