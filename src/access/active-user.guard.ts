import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { HostedUsers } from '../auth/social/hosted-users.js';
import { AppError } from '../shared/app-error.js';
import type { Caller } from '../shared/caller.js';
import type { ErrorCode } from '../shared/error-code.js';
import type { Profile } from '../users/profile.js';
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

  /** Answers without a promise where the profile is known, as it mostly is. */
  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const { caller } = context.switchToHttp().getRequest<FastifyRequest>();
    if (caller === undefined) return true;
    const profile = this.profiles.known(caller.userId);
    // Nobody's profile may be about to be made.
    return profile ? this.judge(context, caller, profile) : this.whenRead(context, caller);
  }

  private async whenRead(context: ExecutionContext, caller: Caller): Promise<boolean> {
    const profile = (await this.profiles.find(caller.userId)) ?? (await this.hosted.makeProfile(caller));
    // An erased user's token is still well signed, and says nothing any more.
    return profile === null ? this.refuse(context, 'invalid_token') : this.judge(context, caller, profile);
  }

  private judge(context: ExecutionContext, caller: Caller, profile: Profile): boolean | Promise<boolean> {
    if (profile.status === 'DISABLED') return this.refuse(context, 'account_disabled');
    const complete = this.hosted.isComplete(caller, profile);
    if (complete instanceof Promise) return this.whenComplete(context, complete, caller, profile);
    if (!complete) return this.refuse(context, 'invalid_token');
    narrowGroups(context, caller, profile);
    return true;
  }

  private async whenComplete(
    context: ExecutionContext,
    complete: Promise<boolean>,
    caller: Caller,
    profile: Profile,
  ): Promise<boolean> {
    if (!(await complete)) return this.refuse(context, 'invalid_token');
    narrowGroups(context, caller, profile);
    return true;
  }

  private async refuse(context: ExecutionContext, code: ErrorCode): Promise<never> {
    const refusal = new AppError(code);
    await this.denials.record(context, refusal);
    throw refusal;
  }
}

function narrowGroups(context: ExecutionContext, caller: Caller, profile: Profile): void {
  if (caller.groups.length === 0) return;
  const groups = caller.groups.filter((group) => profile.groups.includes(group));
  context.switchToHttp().getRequest<FastifyRequest>().caller = { ...caller, groups };
}
