import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import type { RequestOrigin } from '../shared/caller.js';
import { Clock } from '../shared/clock.js';
import { FreshCache } from '../shared/fresh-cache.js';
import type { SessionState } from './session.js';
import { SessionStore } from './session-store.port.js';

const DAY_MS = 24 * 3_600_000;

/** The rules of sessions: when one is alive, and who may end it. */
@Injectable()
export class SessionsService {
  private readonly states: FreshCache<SessionState>;
  /** A session cannot outlive its refresh token. */
  private readonly lifetimeMs: number;

  constructor(
    private readonly store: SessionStore,
    private readonly clock: Clock,
    settings: Settings,
  ) {
    this.lifetimeMs = settings.refreshTokenDays * DAY_MS;
    this.states = new FreshCache(clock, (key) => {
      const [userId = '', sessionId = ''] = key.split(' ');
      return store.state(userId, sessionId);
    });
  }

  /** Registers a session at its sign-in. */
  async open(userId: string, sessionId: string, origin: RequestOrigin): Promise<void> {
    const now = this.clock.now();
    await this.store.open({
      sessionId,
      userId,
      createdAt: now,
      lastSeenAt: now,
      ipAddress: origin.ipAddress,
      userAgent: origin.userAgent,
      expiresAt: now + this.lifetimeMs,
      endedAt: null,
    });
    this.states.forget(keyOf(userId, sessionId));
  }

  /**
   * Whether tokens of this session are still good, at most five seconds old. A session that the registry has not seen is
   * taken: its tokens were verified, and a crash right after the sign-in must not lock its owner out.
   */
  async isAlive(userId: string, sessionId: string): Promise<boolean> {
    const key = keyOf(userId, sessionId);
    return isLiving(this.states.peek(key) ?? (await this.states.get(key)));
  }

  /** Ends the session: refused at once on this instance, within five seconds on all others. */
  async end(userId: string, sessionId: string): Promise<void> {
    const now = this.clock.now();
    await this.store.end(userId, sessionId, now, now + this.lifetimeMs);
    this.states.forget(keyOf(userId, sessionId));
  }
}

function keyOf(userId: string, sessionId: string): string {
  return `${userId} ${sessionId}`;
}

function isLiving({ session, validAfter }: SessionState): boolean {
  return session === null || (session.endedAt === null && session.createdAt > validAfter);
}
