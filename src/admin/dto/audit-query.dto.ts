import { ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsIn, IsISO8601, IsOptional, Matches } from 'class-validator';
import {
  AUDIT_EVENT_TYPES,
  AUDIT_OUTCOMES,
  type AuditEventType,
  type AuditOutcome,
} from '../../audit/audit-event.js';
import type { AuditQuery } from '../../audit/audit-query.js';
import { PageQueryDto } from '../../http/page.dto.js';

const TIME = /^\d{4}-\d\d-\d\d(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]\d\d:[0-5]\d))?$/;
const TIME_RULE = { message: 'must be a time such as 2026-01-31T09:00:00.000Z' };

/** Filters; all that are given must hold. */
@ApiSchema({ name: 'AuditQuery' })
export class AuditQueryDto extends PageQueryDto {
  /** Whom the event is about. */
  @ApiPropertyOptional({ pattern: '^[A-Za-z0-9-]{1,64}$' })
  @IsOptional()
  @Matches(/^[A-Za-z0-9-]{1,64}$/, { message: 'must be a user id' })
  userId?: string;

  @ApiPropertyOptional({ enum: AUDIT_EVENT_TYPES, enumName: 'AuditEventType' })
  @IsOptional()
  @IsIn(AUDIT_EVENT_TYPES, { message: 'must be a type of event' })
  type?: AuditEventType;

  @ApiPropertyOptional({ enum: AUDIT_OUTCOMES, enumName: 'AuditOutcome' })
  @IsOptional()
  @IsIn(AUDIT_OUTCOMES, { message: `must be one of ${AUDIT_OUTCOMES.join(', ')}` })
  outcome?: AuditOutcome;

  /** At this time or later; a date alone means its first moment in UTC. */
  @ApiPropertyOptional({ format: 'date-time' })
  @IsOptional()
  @Matches(TIME, TIME_RULE)
  @IsISO8601({ strict: true }, TIME_RULE)
  from?: string;

  /** At this time or earlier. */
  @ApiPropertyOptional({ format: 'date-time' })
  @IsOptional()
  @Matches(TIME, TIME_RULE)
  @IsISO8601({ strict: true }, TIME_RULE)
  to?: string;

  toQuery(): AuditQuery {
    const { userId, type, outcome, from, to } = this;
    return {
      ...(userId !== undefined && { userId }),
      ...(type !== undefined && { type }),
      ...(outcome !== undefined && { outcome }),
      ...(from !== undefined && { from: Date.parse(from) }),
      ...(to !== undefined && { to: Date.parse(to) }),
    };
  }
}
