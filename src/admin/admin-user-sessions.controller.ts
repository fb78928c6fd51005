import { Controller, Delete, Get } from '@nestjs/common';
import { AdminOnly, CurrentUser } from '../http/access.decorators.js';
import { Endpoint } from '../http/endpoint.decorator.js';
import { PageQueryDto } from '../http/page.dto.js';
import { RequestPath, RequestQuery } from '../http/validation.pipe.js';
import { SESSION_PAGE_EXAMPLE, SessionPageDto } from '../sessions/dto/session.dto.js';
import type { Caller } from '../shared/caller.js';
import { UserIdDto } from './dto/user-id.dto.js';
import { UserSessionPathDto } from './dto/user-session.dto.js';
import { UserSessionsFlow } from './user-sessions.flow.js';

@Controller('admin/users/:userId/sessions')
export class AdminUserSessionsController {
  constructor(private readonly sessions: UserSessionsFlow) {}

  @Endpoint({
    summary: 'List the sessions of a user',
    description:
      'Where they are signed in, newest first. `current` marks the session of the administrator who asks.',
    next: '`DELETE /admin/users/{userId}/sessions/{sessionId}` ends one of them.',
    returns: SessionPageDto,
    examples: { page: SESSION_PAGE_EXAMPLE },
    errors: ['not_found'],
  })
  @AdminOnly()
  @Get()
  async listUserSessions(
    @CurrentUser() caller: Caller,
    @RequestPath() { userId }: UserIdDto,
    @RequestQuery() page: PageQueryDto,
  ): Promise<SessionPageDto> {
    return SessionPageDto.of(await this.sessions.list(caller, userId, page), caller.sessionId);
  }

  @Endpoint({
    summary: 'End a session of a user',
    description:
      'Its access tokens are refused at once on this instance and within 5 s on all others; its refresh token at its next use.',
    next: '`POST /admin/users/{userId}/sign-out` ends all of them.',
    status: 204,
    errors: ['not_found'],
  })
  @AdminOnly()
  @Delete(':sessionId')
  endUserSession(
    @CurrentUser() caller: Caller,
    @RequestPath() { userId, sessionId }: UserSessionPathDto,
  ): Promise<void> {
    return this.sessions.end(caller, userId, sessionId);
  }
}
