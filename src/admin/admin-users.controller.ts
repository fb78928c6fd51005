import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AdminOnly } from '../http/access.decorators.js';
import { Endpoint } from '../http/endpoint.decorator.js';
import { RequestPath } from '../http/validation.pipe.js';
import { USER_PROFILE_EXAMPLE, UserProfileDto } from '../users/dto/user-profile.dto.js';
import { ProfilesService } from '../users/profiles.service.js';
import { UserIdDto } from './dto/user-id.dto.js';

@ApiTags('Administration')
@Controller('admin/users')
export class AdminUsersController {
  constructor(private readonly profiles: ProfilesService) {}

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
