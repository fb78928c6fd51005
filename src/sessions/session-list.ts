import { Injectable } from '@nestjs/common';
import { Cursors } from '../shared/cursors.js';
import type { Session, SessionPosition } from './session.js';
import { SessionsService } from './sessions.service.js';

export interface SessionListRequest {
  readonly limit: number;
  readonly cursor?: string;
}

export interface SessionListPage {
  readonly items: readonly Session[];
  readonly nextCursor: string | null;
}

/** The living sessions of a user page by page, with cursors that are good for this user's list alone. */
@Injectable()
export class SessionList {
  constructor(
    private readonly sessions: SessionsService,
    private readonly cursors: Cursors,
  ) {}

  async page(userId: string, { limit, cursor }: SessionListRequest): Promise<SessionListPage> {
    const query = `sessions ${userId}`;
    const after = cursor === undefined ? null : toPosition(this.cursors.open(query, cursor));
    const { items, next } = await this.sessions.list(userId, { limit, after });
    return { items, nextCursor: next === null ? null : this.cursors.seal(query, toText(next)) };
  }
}

function toText({ createdAt, sessionId }: SessionPosition): string {
  return `${createdAt} ${sessionId}`;
}

function toPosition(text: string): SessionPosition {
  const [createdAt, sessionId = ''] = text.split(' ');
  return { createdAt: Number(createdAt), sessionId };
}
