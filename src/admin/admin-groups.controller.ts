import { Controller, Delete, Get, Post } from '@nestjs/common';
import { AdminOnly, CurrentUser } from '../http/access.decorators.js';
import { Endpoint } from '../http/endpoint.decorator.js';
import { PageQueryDto } from '../http/page.dto.js';
import { RequestBody, RequestPath, RequestQuery } from '../http/validation.pipe.js';
import type { Caller } from '../shared/caller.js';
import { CreateGroupDto, GROUP_EXAMPLE, GroupDto, GroupPageDto, GroupPathDto } from './dto/group.dto.js';
import { PoolGroupsFlow } from './pool-groups.flow.js';

@Controller('admin/groups')
export class AdminGroupsController {
  constructor(private readonly groups: PoolGroupsFlow) {}

  @Endpoint({
    summary: 'List the groups',
    description:
      'Cognito lists 60 at a time, so a page can hold fewer than `limit` although there is a next one.',
    next: '`PUT /admin/users/{userId}/groups/{group}` puts somebody into one.',
    returns: GroupPageDto,
    examples: { page: { items: [GROUP_EXAMPLE], nextCursor: null } },
  })
  @AdminOnly()
  @Get()
  async listGroups(@CurrentUser() caller: Caller, @RequestQuery() page: PageQueryDto): Promise<GroupPageDto> {
    return GroupPageDto.of(await this.groups.list(caller, page));
  }

  @Endpoint({
    summary: 'Make a group',
    description:
      'It authorises whatever operations name it. Names that Cognito keeps for social providers are taken.',
    next: '`PUT /admin/users/{userId}/groups/{group}` puts somebody into it.',
    status: 201,
    success: 'The group is there.',
    returns: GroupDto,
    examples: { group: GROUP_EXAMPLE },
    errors: ['group_exists'],
  })
  @AdminOnly()
  @Post()
  async createGroup(@CurrentUser() caller: Caller, @RequestBody() group: CreateGroupDto): Promise<GroupDto> {
    return GroupDto.of(await this.groups.create(caller, group.toGroup()));
  }

  @Endpoint({
    summary: 'Delete a group',
    description:
      'Its members leave it first, with effect on tokens already issued as when they are taken out one by one. The admin group ' +
      'cannot be deleted: `last_admin`.',
    next: 'Nothing; operations that name the group are open to nobody.',
    status: 204,
    errors: ['not_found', 'last_admin'],
  })
  @AdminOnly()
  @Delete(':group')
  deleteGroup(@CurrentUser() caller: Caller, @RequestPath() { group }: GroupPathDto): Promise<void> {
    return this.groups.delete(caller, group);
  }
}
