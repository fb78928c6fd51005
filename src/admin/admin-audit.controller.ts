import { Controller, Get, Headers, StreamableFile } from '@nestjs/common';
import { Readable } from 'node:stream';
import { AuditReview } from '../audit/audit-review.js';
import { AUDIT_LINE_EXAMPLE, AUDIT_PAGE_EXAMPLE, AuditEventPageDto } from '../audit/dto/audit-event.dto.js';
import { wants } from '../http/accepted-media.js';
import { AdminOnly, CurrentUser } from '../http/access.decorators.js';
import { Endpoint } from '../http/endpoint.decorator.js';
import { RequestQuery } from '../http/validation.pipe.js';
import type { Caller } from '../shared/caller.js';
import { AuditQueryDto } from './dto/audit-query.dto.js';
import { AuditVerdictDto } from './dto/audit-verdict.dto.js';

const NDJSON = 'application/x-ndjson';

@Controller('admin/audit-events')
export class AdminAuditController {
  constructor(private readonly review: AuditReview) {}

  @Endpoint({
    summary: 'Search the audit trail',
    description:
      'Newest first. `Accept: application/x-ndjson` streams every match, whatever `limit` and `cursor` say; each line then has ' +
      'an `integrity` beside the event, by which `npm run audit -- verify FILE` finds any line that was changed, left out or moved.',
    next: 'The page after: the same filters with `cursor`. `GET /admin/audit-events/verify` shows that nothing was altered.',
    returns: AuditEventPageDto,
    examples: { page: AUDIT_PAGE_EXAMPLE },
    alternative: { mediaType: NDJSON, example: `${JSON.stringify(AUDIT_LINE_EXAMPLE)}\n` },
  })
  @AdminOnly()
  @Get()
  async listAuditEvents(
    @CurrentUser() caller: Caller,
    @RequestQuery() query: AuditQueryDto,
    @Headers('accept') accept: string | undefined,
  ): Promise<AuditEventPageDto | StreamableFile> {
    if (!wants(NDJSON, accept)) {
      return AuditEventPageDto.of(await this.review.list(caller, query.toQuery(), query));
    }
    const lines = await this.review.export(caller, query.toQuery());
    return new StreamableFile(Readable.from(lines), { type: NDJSON });
  }

  @Endpoint({
    summary: 'Check that the audit trail was not tampered with',
    description:
      'Reads the whole trail, so it takes a while on a large one. An event that was changed, removed or moved is named, and a ' +
      'missing newest one is noticed too.',
    next: 'Where it is not intact, `GET /admin/audit-events` around `firstBroken`.',
    returns: AuditVerdictDto,
    examples: {
      intact: { intact: true, checked: 48_213, unsealed: 0, firstBroken: null },
      altered: { intact: false, checked: 48_213, unsealed: 0, firstBroken: '01KGA4Z6R83T9Q5W7E1B2N4M6P' },
    },
    validates: false,
  })
  @AdminOnly()
  @Get('verify')
  async verifyAuditTrail(@CurrentUser() caller: Caller): Promise<AuditVerdictDto> {
    return AuditVerdictDto.of(await this.review.verify(caller));
  }
}
