import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AdminOnly } from '../http/access.decorators.js';
import { Endpoint } from '../http/endpoint.decorator.js';
import { RequestPath, RequestQuery } from '../http/validation.pipe.js';
import { USER_PROFILE_EXAMPLE, UserProfileDto } from '../users/dto/user-profile.dto.js';
import { ProfileDirectory } from '../users/profile-directory.service.js';
import { ProfilesService } from '../users/profiles.service.js';
import { ListUsersDto, USER_PAGE_EXAMPLE, UserPageDto } from './dto/list-users.dto.js';
import { UserIdDto } from './dto/user-id.dto.js';

@ApiTags('Administration')
@Controller('admin/users')
export class AdminUsersController {
  constructor(
    private readonly profiles: ProfilesService,
    private readonly directory: ProfileDirectory,
  ) {}

  @Endpoint({
    summary: 'List users',
    description:
      'Newest first; with `email`, by address. A page costs the same in a directory of any size, so one with several filters of ' +
      'which few people match can be short, or empty: there are more as long as `nextCursor` is not null. Whoever signs up, changes or ' +
      'goes meanwhile neither hides nor repeats somebody else.',
    returns: UserPageDto,
    examples: { page: USER_PAGE_EXAMPLE },
  })
  @AdminOnly()
  @Get()
  async listUsers(@RequestQuery() query: ListUsersDto): Promise<UserPageDto> {
    return UserPageDto.of(await this.directory.list(query.toQuery(), query));
  }

  @Endpoint({
    summary: "Read anybody's profile",
    returns: UserProfileDto,
    examples: { profile: USER_PROFILE_EXAMPLE },
    errors: ['not_found'],
  })
  @AdminOnly()
  @Get(':userId')
  async readUser(@RequestPath() { userId }: UserIdDto): Promise<UserProfileDto> {
    return UserProfileDto.of(await this.profiles.get(userId));
  }
}
