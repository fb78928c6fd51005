import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import {
  AUDIT_EVENT_TYPES,
  AUDIT_OUTCOMES,
  type AuditEvent,
  type AuditEventType,
  type AuditOutcome,
} from '../audit-event.js';
import type { AuditLine } from '../audit-line.js';
import type { EventList } from '../audit-log.js';

/** One thing that happened: who, whom, what, with which outcome, when and from where. */
@ApiSchema({ name: 'AuditEvent' })
export class AuditEventDto {
  /** Sorts by time. */
  @ApiProperty({ example: '01KGA4Z6R83T9Q5W7E1B2N4M6P' })
  id!: string;

  @ApiProperty({ format: 'date-time', example: '2026-01-31T09:00:00.000Z' })
  time!: string;

  @ApiProperty({ enum: AUDIT_EVENT_TYPES, enumName: 'AuditEventType', example: 'login.failed' })
  type!: AuditEventType;

  @ApiProperty({ enum: AUDIT_OUTCOMES, enumName: 'AuditOutcome', example: 'FAILURE' })
  outcome!: AuditOutcome;

  /** Whom it is about; null where the account is not known. */
  @ApiProperty({ type: String, nullable: true, example: '34c84488-e0e1-70ae-9b5d-1f0c5d1f2a3b' })
  userId!: string | null;

  /** Who did it; null where nobody had proved to be anybody. */
  @ApiProperty({ type: String, nullable: true, example: null })
  actorId!: string | null;

  @ApiProperty({ example: '192.0.2.7' })
  ipAddress!: string;

  @ApiProperty({ example: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' })
  userAgent!: string;

  /** `X-Request-Id` of the request that caused it. */
  @ApiProperty({ example: '6f1c1f0e-6d0a-4c39-9a53-0a3f4be0a7a1' })
  requestId!: string;

  @ApiProperty({ type: String, nullable: true, example: null })
  sessionId!: string | null;

  /** Short facts by name; never a secret. */
  @ApiProperty({
    type: 'object',
    additionalProperties: { oneOf: [{ type: 'string' }, { type: 'integer' }, { type: 'boolean' }] },
    example: { reason: 'invalid_credentials' },
  })
  details!: Record<string, string | number | boolean>;

  static of(event: AuditEvent): AuditEventDto {
    return {
      id: event.id,
      time: event.time,
      type: event.type,
      outcome: event.outcome,
      userId: event.userId,
      actorId: event.actorId,
      ipAddress: event.ipAddress,
      userAgent: event.userAgent,
      requestId: event.requestId,
      sessionId: event.sessionId,
      details: { ...event.details },
    };
  }
}

@ApiSchema({ name: 'AuditEventPage' })
export class AuditEventPageDto {
  /** Newest first. */
  @ApiProperty({ type: [AuditEventDto] })
  items!: AuditEventDto[];

  /** `cursor` of the next page, or null after the last. A page can be short although there is a next one. */
  @ApiProperty({ type: String, nullable: true, example: null })
  nextCursor!: string | null;

  static of({ events, nextCursor }: EventList): AuditEventPageDto {
    return { items: events.map((event) => AuditEventDto.of(event)), nextCursor };
  }
}

const EVENT = {
  id: '01KGA4Z6R83T9Q5W7E1B2N4M6P',
  time: '2026-01-31T09:00:00.000Z',
  type: 'login.failed',
  outcome: 'FAILURE',
  userId: '34c84488-e0e1-70ae-9b5d-1f0c5d1f2a3b',
  actorId: null,
  ipAddress: '192.0.2.7',
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  requestId: '6f1c1f0e-6d0a-4c39-9a53-0a3f4be0a7a1',
  sessionId: null,
  details: { reason: 'invalid_credentials' },
} satisfies AuditEventDto;

/** The same event as a line of an export. */
export const AUDIT_LINE_EXAMPLE: AuditLine = {
  ...EVENT,
  integrity: {
    chain: '5f0c1c7e-2f43-4f0e-9d57-0d1c3b7a9e21',
    sequence: 0,
    previous: null,
    durable: -1,
    expiresAt: 1_801_386_000_000,
    hash: 'b1f6Zc0m5uS7o9Q2n4WlT8xkEJ3yRrA6dVhGpYtNqIs',
    seal: 'pX2v0sT4u6w.Q1N8yLr5oVtJ2mZk7cXe9aGfHsBdWuTi4oPqE3R6yKl',
    file: {
      export: '0b7c8f52-7a4d-4d0e-8a53-6a2f1c9e4b10',
      number: 0,
      filtered: false,
      last: true,
      seal: 'pX2v0sT4u6w.x7Hn3qLr5oVtJ2mZk7cXe9aGfHsBdWuTi4oPqE3R6yK',
    },
  },
};

export const AUDIT_PAGE_EXAMPLE: AuditEventPageDto = {
  items: [EVENT],
  nextCursor: 'pX2v0sT4u6w.q1N8y…',
};
