import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Authenticated, CurrentUser } from '../http/access.decorators.js';
import { Endpoint } from '../http/endpoint.decorator.js';
import type { Caller } from '../shared/caller.js';
import { PROFILE_ETAG, taggedProfile } from './dto/tagged-profile.js';
import { USER_PROFILE_EXAMPLE, UserProfileDto } from './dto/user-profile.dto.js';
import { ProfilesService } from './profiles.service.js';

@Controller('users')
export class UsersController {
  constructor(private readonly profiles: ProfilesService) {}

  @Endpoint({
    summary: 'Read my own profile',
    description:
      'Right after a sign-in, and before a change. Keep the `ETag` to change the profile without overwriting what ' +
      'somebody else changed meanwhile.',
    next: '`PATCH /users/me` with `If-Match`.',
    returns: UserProfileDto,
    examples: { profile: USER_PROFILE_EXAMPLE },
    headers: PROFILE_ETAG,
    errors: ['not_found'],
    validates: false,
  })
  @Authenticated()
  @Get('me')
  async readMyProfile(
    @CurrentUser() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UserProfileDto> {
    return taggedProfile(await this.profiles.get(caller.userId), reply);
  }
}
