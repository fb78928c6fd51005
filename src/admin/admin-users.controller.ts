import { Controller, Delete, Get, Patch, Post, Res } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AdminOnly, CurrentUser } from '../http/access.decorators.js';
import { Endpoint } from '../http/endpoint.decorator.js';
import { IfMatchVersion } from '../http/etag.js';
import { RequestBody, RequestPath, RequestQuery } from '../http/validation.pipe.js';
import type { Caller } from '../shared/caller.js';
import { PROFILE_ETAG, taggedProfile } from '../users/dto/tagged-profile.js';
import { USER_PROFILE_EXAMPLE, UserProfileDto } from '../users/dto/user-profile.dto.js';
import { ChangeUserDto } from './dto/change-user.dto.js';
import { InviteUserDto } from './dto/invite-user.dto.js';
import { invitedUser } from './dto/invited-user.js';
import { ListUsersDto, USER_PAGE_EXAMPLE, UserPageDto } from './dto/list-users.dto.js';
import { UserIdDto } from './dto/user-id.dto.js';
import { InvitationFlow } from './invitation.flow.js';
import { ProfileChangeFlow } from './profile-change.flow.js';
import { UserDirectoryFlow } from './user-directory.flow.js';
import { UserErasureFlow } from './user-erasure.flow.js';

@Controller('admin/users')
export class AdminUsersController {
  constructor(
    private readonly directory: UserDirectoryFlow,
    private readonly invitation: InvitationFlow,
    private readonly profileChange: ProfileChangeFlow,
    private readonly erasure: UserErasureFlow,
  ) {}

  @Endpoint({
    summary: 'List users',
    description:
      'Newest first; with `email`, by address. A page costs the same in a directory of any size, so one with several filters of ' +
      'which few people match can be short, or empty: there are more as long as `nextCursor` is not null. Whoever signs up, changes or ' +
      'goes meanwhile neither hides nor repeats somebody else.',
    next: 'The page after: the same filters with `cursor`. `GET /admin/users/{userId}` for one of them.',
    returns: UserPageDto,
    examples: { page: USER_PAGE_EXAMPLE },
  })
  @AdminOnly()
  @Get()
  async listUsers(@CurrentUser() caller: Caller, @RequestQuery() query: ListUsersDto): Promise<UserPageDto> {
    return UserPageDto.of(await this.directory.list(caller, query.toQuery(), query));
  }

  @Endpoint({
    summary: 'Invite somebody',
    description:
      'Cognito mails a temporary password, which is good for 7 days; the first sign-in with it answers `NEW_PASSWORD_REQUIRED`. Until ' +
      'then the status is `UNCONFIRMED`, and inviting the same address again takes over what is said now, adds the groups and mails ' +
      'a new temporary password. Any role that exists can be given.',
    next: 'The invited person signs in: `POST /auth/login`, then `POST /auth/new-password`.',
    status: 201,
    success: 'The person is invited.',
    returns: UserProfileDto,
    examples: { profile: USER_PROFILE_EXAMPLE },
    headers: { Location: 'Where the user is.', ...PROFILE_ETAG },
    errors: ['user_already_exists'],
  })
  @AdminOnly()
  @Post()
  async inviteUser(
    @CurrentUser() caller: Caller,
    @RequestBody() person: InviteUserDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UserProfileDto> {
    return invitedUser(await this.invitation.invite(caller, person.toNewUser()), reply);
  }

  @Endpoint({
    summary: "Read anybody's profile",
    description: 'Before a change, for its `ETag`, or to see in which state an account is.',
    next: '`PATCH /admin/users/{userId}` with `If-Match`.',
    returns: UserProfileDto,
    examples: { profile: USER_PROFILE_EXAMPLE },
    headers: PROFILE_ETAG,
    errors: ['not_found'],
  })
  @AdminOnly()
  @Get(':userId')
  async readUser(
    @CurrentUser() caller: Caller,
    @RequestPath() { userId }: UserIdDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UserProfileDto> {
    return taggedProfile(await this.directory.read(caller, userId), reply);
  }

  @Endpoint({
    summary: "Change anybody's profile",
    description:
      'Fields left out stay as they are. With `If-Match`, only where nobody changed the profile since. A role authorises nothing: ' +
      'see the groups for that.',
    next: 'After a 412, `GET /admin/users/{userId}` and change what was read.',
    returns: UserProfileDto,
    examples: { profile: USER_PROFILE_EXAMPLE },
    headers: PROFILE_ETAG,
    errors: ['not_found', 'precondition_failed'],
  })
  @AdminOnly()
  @ApiHeader({ name: 'If-Match', required: false, description: 'The `ETag` of the profile that was read.' })
  @Patch(':userId')
  async changeUser(
    @CurrentUser() caller: Caller,
    @RequestPath() { userId }: UserIdDto,
    @RequestBody() changes: ChangeUserDto,
    @IfMatchVersion() version: number | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UserProfileDto> {
    return taggedProfile(
      await this.profileChange.change(caller, userId, changes.toChanges(), version),
      reply,
    );
  }

  @Endpoint({
    summary: 'Erase somebody',
    description:
      'Account, profile, second factors and sessions are gone, the address is free again, and the person is told by mail. The audit ' +
      'trail keeps that it was done. Where it failed in the middle, repeat it.',
    next: 'Nothing; the address may sign up again.',
    status: 204,
    errors: ['not_found', 'own_account', 'last_admin'],
  })
  @AdminOnly()
  @Delete(':userId')
  eraseUser(@CurrentUser() caller: Caller, @RequestPath() { userId }: UserIdDto): Promise<void> {
    return this.erasure.erase(caller, userId);
  }
}
