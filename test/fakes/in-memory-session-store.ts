import { SessionStore } from '../../src/sessions/session-store.port.js';
import type { Session, SessionState } from '../../src/sessions/session.js';

export class InMemorySessionStore extends SessionStore {
  private readonly sessions = new Map<string, Session>();
  private readonly signOuts = new Map<string, number>();

  open(session: Session): Promise<void> {
    if (!this.sessions.has(session.sessionId)) this.sessions.set(session.sessionId, session);
    return Promise.resolve();
  }

  state(userId: string, sessionId: string): Promise<SessionState> {
    return Promise.resolve({
      session: this.sessions.get(sessionId) ?? null,
      validAfter: this.signOuts.get(userId) ?? 0,
    });
  }

  end(userId: string, sessionId: string, at: number, expiresAt: number): Promise<boolean> {
    const unseen = { ipAddress: '', userAgent: '', createdAt: at, lastSeenAt: at, endedAt: null };
    const session = this.sessions.get(sessionId) ?? { sessionId, userId, expiresAt, ...unseen };
    if (session.userId !== userId) return Promise.resolve(false);
    this.sessions.set(sessionId, { ...session, endedAt: session.endedAt ?? at });
    return Promise.resolve(true);
  }

  endAll(userId: string, at: number): Promise<void> {
    this.signOuts.set(userId, Math.max(at, this.signOuts.get(userId) ?? 0));
    return Promise.resolve();
  }

  touch(sessionId: string, at: number): Promise<void> {
    const session = this.sessions.get(sessionId);
    if (session?.endedAt === null && session.lastSeenAt < at) {
      this.sessions.set(sessionId, { ...session, lastSeenAt: at });
    }
    return Promise.resolve();
  }

  list(userId: string, now: number, limit: number): Promise<readonly Session[]> {
    const validAfter = this.signOuts.get(userId) ?? 0;
    const living = [...this.sessions.values()]
      .filter((session) => session.userId === userId && session.endedAt === null)
      .filter(({ createdAt, expiresAt }) => createdAt > validAfter && expiresAt > now)
      .sort((a, b) => b.createdAt - a.createdAt);
    return Promise.resolve(living.slice(0, limit));
  }
}
