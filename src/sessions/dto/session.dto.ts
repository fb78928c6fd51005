import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { NextCursor } from '../../http/page.dto.js';
import type { Session } from '../session.js';
import type { SessionListPage } from '../session-list.js';

@ApiSchema({ name: 'SessionIdPath' })
export class SessionIdDto {
  @ApiProperty({ pattern: '^[A-Za-z0-9-]{1,64}$', example: '5e0b2f4a-9a0c-4b52-a1a3-0f8a6c1d7e11' })
  @Matches(/^[A-Za-z0-9-]{1,64}$/, { message: 'must be a session id' })
  sessionId!: string;
}

/** One sign-in and all tokens that descend from it. */
@ApiSchema({ name: 'Session' })
export class SessionDto {
  @ApiProperty({ example: '5e0b2f4a-9a0c-4b52-a1a3-0f8a6c1d7e11' })
  sessionId!: string;

  @ApiProperty({ format: 'date-time', example: '2026-01-31T09:00:00.000Z' })
  createdAt!: string;

  /** The last use, at most a minute late. */
  @ApiProperty({ format: 'date-time', example: '2026-01-31T09:41:00.000Z' })
  lastSeenAt!: string;

  /** From where it was opened. */
  @ApiProperty({ example: '192.0.2.7' })
  ipAddress!: string;

  /** With what it was opened. */
  @ApiProperty({ example: 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0' })
  userAgent!: string;

  /** Whether it is the session of the token that asks. */
  @ApiProperty({ example: true })
  current!: boolean;

  static of(session: Session, currentId: string): SessionDto {
    const { sessionId, createdAt, lastSeenAt, ipAddress, userAgent } = session;
    return {
      sessionId,
      createdAt: new Date(createdAt).toISOString(),
      lastSeenAt: new Date(lastSeenAt).toISOString(),
      ipAddress,
      userAgent,
      current: sessionId === currentId,
    };
  }
}

@ApiSchema({ name: 'SessionPage' })
export class SessionPageDto {
  @ApiProperty({ type: [SessionDto] })
  items!: SessionDto[];

  @NextCursor()
  nextCursor!: string | null;

  static of({ items, nextCursor }: SessionListPage, currentId: string): SessionPageDto {
    return { items: items.map((session) => SessionDto.of(session, currentId)), nextCursor };
  }
}

export const SESSION_PAGE_EXAMPLE: SessionPageDto = {
  items: [
    {
      sessionId: '5e0b2f4a-9a0c-4b52-a1a3-0f8a6c1d7e11',
      createdAt: '2026-01-31T09:00:00.000Z',
      lastSeenAt: '2026-01-31T09:41:00.000Z',
      ipAddress: '192.0.2.7',
      userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
      current: true,
    },
  ],
  nextCursor: null,
};
