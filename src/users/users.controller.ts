import { Controller, Get, Patch, Res } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Authenticated, CurrentUser } from '../http/access.decorators.js';
import { Endpoint } from '../http/endpoint.decorator.js';
import { IfMatchVersion } from '../http/etag.js';
import { RequestBody } from '../http/validation.pipe.js';
import type { Caller } from '../shared/caller.js';
import { PROFILE_ETAG, taggedProfile } from './dto/tagged-profile.js';
import { UpdateProfileDto } from './dto/update-profile.dto.js';
import { USER_PROFILE_EXAMPLE, UserProfileDto } from './dto/user-profile.dto.js';
import { ProfilesService } from './profiles.service.js';

@ApiTags('Profile')
@Controller('users')
export class UsersController {
  constructor(private readonly profiles: ProfilesService) {}

  @Endpoint({
    summary: 'Read my own profile',
    description:
      'Keep the `ETag` to change the profile without overwriting what somebody else changed meanwhile.',
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

  @Endpoint({
    summary: 'Change my own profile',
    description:
      'Fields left out stay as they are. With `If-Match`, only where nobody changed the profile since.',
    returns: UserProfileDto,
    examples: { profile: USER_PROFILE_EXAMPLE },
    headers: PROFILE_ETAG,
    errors: ['not_found', 'precondition_failed'],
  })
  @Authenticated()
  @ApiHeader({ name: 'If-Match', required: false, description: 'The `ETag` of the profile that was read.' })
  @Patch('me')
  async updateMyProfile(
    @CurrentUser() caller: Caller,
    @RequestBody() changes: UpdateProfileDto,
    @IfMatchVersion() version: number | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UserProfileDto> {
    return taggedProfile(await this.profiles.update(caller.userId, { ...changes }, version), reply);
  }
}
