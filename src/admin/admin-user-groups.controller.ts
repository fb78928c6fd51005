import { Controller, Delete, Get, Put } from '@nestjs/common';
import { AdminOnly, CurrentUser } from '../http/access.decorators.js';
import { Endpoint } from '../http/endpoint.decorator.js';
import { RequestPath } from '../http/validation.pipe.js';
import type { Caller } from '../shared/caller.js';
import { GROUP_EXAMPLE, GroupListDto, MembershipPathDto } from './dto/group.dto.js';
import { UserIdDto } from './dto/user-id.dto.js';
import { MembershipFlow } from './membership.flow.js';

@Controller('admin/users/:userId/groups')
export class AdminUserGroupsController {
  constructor(private readonly memberships: MembershipFlow) {}

  @Endpoint({
    summary: 'List the groups of a user',
    description: 'All of them; groups that Cognito makes by itself for social providers are not shown.',
    next: '`PUT` or `DELETE /admin/users/{userId}/groups/{group}`.',
    returns: GroupListDto,
    examples: { groups: { items: [GROUP_EXAMPLE] } },
    errors: ['not_found'],
  })
  @AdminOnly()
  @Get()
  async listUserGroups(
    @CurrentUser() caller: Caller,
    @RequestPath() { userId }: UserIdDto,
  ): Promise<GroupListDto> {
    return GroupListDto.of(await this.memberships.list(caller, userId));
  }

  @Endpoint({
    summary: 'Put a user into a group',
    description: 'May be repeated. Their next tokens show it.',
    next: 'The person refreshes (`POST /auth/refresh`) or signs in again.',
    status: 204,
    errors: ['not_found'],
  })
  @AdminOnly()
  @Put(':group')
  addUserToGroup(
    @CurrentUser() caller: Caller,
    @RequestPath() { userId, group }: MembershipPathDto,
  ): Promise<void> {
    return this.memberships.add(caller, userId, group);
  }

  @Endpoint({
    summary: 'Take a user out of a group',
    description:
      'May be repeated. Takes effect on tokens already issued at once on this instance and within 5 s on all others.',
    next: 'Nothing; it has taken effect.',
    status: 204,
    errors: ['not_found', 'own_account', 'last_admin'],
  })
  @AdminOnly()
  @Delete(':group')
  removeUserFromGroup(
    @CurrentUser() caller: Caller,
    @RequestPath() { userId, group }: MembershipPathDto,
  ): Promise<void> {
    return this.memberships.remove(caller, userId, group);
  }
}
