import { Controller, Delete, Get } from '@nestjs/common';
import { Authenticated, CurrentUser } from '../http/access.decorators.js';
import { Endpoint } from '../http/endpoint.decorator.js';
import { PageQueryDto } from '../http/page.dto.js';
import { RequestPath, RequestQuery } from '../http/validation.pipe.js';
import { SESSION_PAGE_EXAMPLE, SessionIdDto, SessionPageDto } from '../sessions/dto/session.dto.js';
import { SessionList } from '../sessions/session-list.js';
import type { Caller } from '../shared/caller.js';
import { SignOutFlow } from './sign-out.flow.js';

@Controller('auth/sessions')
export class SessionController {
  constructor(
    private readonly sessions: SessionList,
    private readonly signOut: SignOutFlow,
  ) {}

  @Endpoint({
    summary: 'List my sessions',
    description:
      'Where I am signed in, newest first. `lastSeenAt` follows with a minute of delay at most, and a session that was opened a ' +
      'moment ago may be missing.',
    next: '`DELETE /auth/sessions/{sessionId}` for one that should not be there.',
    returns: SessionPageDto,
    examples: { page: SESSION_PAGE_EXAMPLE },
  })
  @Authenticated()
  @Get()
  async listMySessions(
    @CurrentUser() caller: Caller,
    @RequestQuery() page: PageQueryDto,
  ): Promise<SessionPageDto> {
    return SessionPageDto.of(await this.sessions.page(caller.userId, page), caller.sessionId);
  }

  @Endpoint({
    summary: 'End one of my sessions',
    description:
      'Its access tokens are refused at once on this instance and within 5 s on all others; its refresh token at its next use.',
    next: '`POST /auth/change-password` where somebody else had opened it.',
    status: 204,
    errors: ['not_found'],
  })
  @Authenticated()
  @Delete(':sessionId')
  endMySession(@CurrentUser() caller: Caller, @RequestPath() { sessionId }: SessionIdDto): Promise<void> {
    return this.signOut.endOne(caller, sessionId);
  }
}
