import { Controller, Get } from '@nestjs/common';
import { Authenticated, CurrentUser } from '../http/access.decorators.js';
import { Endpoint } from '../http/endpoint.decorator.js';
import { RequestQuery } from '../http/validation.pipe.js';
import type { Caller } from '../shared/caller.js';
import { AuditLog } from './audit-log.js';
import { AUDIT_PAGE_EXAMPLE, AuditEventPageDto } from './dto/audit-event.dto.js';
import { PageQueryDto } from '../http/page.dto.js';

@Controller('users/me/activity')
export class ActivityController {
  constructor(private readonly log: AuditLog) {}

  @Endpoint({
    summary: 'Read what happened on my account',
    description:
      'The audit events about me, newest first. Where somebody else acted, it is not told from where they did.',
    next: 'The page after: the same with `cursor`. `DELETE /auth/sessions/{sessionId}` for what was not you.',
    returns: AuditEventPageDto,
    examples: { page: AUDIT_PAGE_EXAMPLE },
  })
  @Authenticated()
  @Get()
  async listMyActivity(
    @CurrentUser() { userId }: Caller,
    @RequestQuery() page: PageQueryDto,
  ): Promise<AuditEventPageDto> {
    return AuditEventPageDto.of(await this.log.activity(userId, page));
  }
}
