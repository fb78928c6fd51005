import { SessionStore } from '../../src/sessions/session-store.port.js';
import type { Session, SessionPage, SessionQuery, SessionState } from '../../src/sessions/session.js';
import { isSignedOut, NO_SIGN_OUT, type SignOutMark } from '../../src/sessions/sign-out-mark.js';

export class InMemorySessionStore extends SessionStore {
  private readonly sessions = new Map<string, Session>();
  private readonly marks = new Map<string, SignOutMark>();

  open(session: Session): Promise<void> {
    if (!this.sessions.has(session.sessionId)) this.sessions.set(session.sessionId, session);
    return Promise.resolve();
  }

  state(userId: string, sessionId: string): Promise<SessionState> {
    return Promise.resolve({ session: this.sessions.get(sessionId) ?? null, mark: this.markOf(userId) });
  }

  end(userId: string, sessionId: string, at: number): Promise<boolean> {
    const session = this.sessions.get(sessionId);
    if (session?.userId !== userId) return Promise.resolve(false);
    this.sessions.set(sessionId, { ...session, endedAt: session.endedAt ?? at });
    return Promise.resolve(true);
  }

  endEvenUnseen(userId: string, sessionId: string, at: number, expiresAt: number): Promise<boolean> {
    const unseen = { ipAddress: '', userAgent: '', createdAt: at, lastSeenAt: at, endedAt: at };
    if (!this.sessions.has(sessionId))
      this.sessions.set(sessionId, { sessionId, userId, expiresAt, ...unseen });
    return this.end(userId, sessionId, at);
  }

  changeMark(userId: string, change: (mark: SignOutMark) => SignOutMark): Promise<SignOutMark> {
    const mark = this.markOf(userId);
    const changed = change(mark);
    if (changed !== mark) this.marks.set(userId, { ...changed, version: mark.version + 1 });
    return Promise.resolve(this.markOf(userId));
  }

  touch(sessionId: string, at: number): Promise<void> {
    const session = this.sessions.get(sessionId);
    if (session?.endedAt === null && session.lastSeenAt < at) {
      this.sessions.set(sessionId, { ...session, lastSeenAt: at });
    }
    return Promise.resolve();
  }

  list(userId: string, { now, usedSince, limit, after }: SessionQuery): Promise<SessionPage> {
    const mark = this.markOf(userId);
    const living = [...this.sessions.values()]
      .filter((session) => session.userId === userId && session.endedAt === null && session.expiresAt > now)
      .filter((session) => session.lastSeenAt >= usedSince && !isSignedOut(mark, session, now))
      .sort((a, b) => b.createdAt - a.createdAt);
    const behind = living.filter(({ createdAt }) => after === null || createdAt < after.createdAt);
    const items = behind.slice(0, limit);
    const last = items.at(-1);
    const more = behind.length > limit && last !== undefined;
    return Promise.resolve({
      items,
      next: more ? { createdAt: last.createdAt, sessionId: last.sessionId } : null,
    });
  }

  private markOf(userId: string): SignOutMark {
    return this.marks.get(userId) ?? NO_SIGN_OUT;
  }
}
