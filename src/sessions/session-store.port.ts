import type { Session, SessionPage, SessionQuery, SessionState } from './session.js';
import type { SignOutMark } from './sign-out-mark.js';

/** The registry of sessions, shared by all instances. */
export abstract class SessionStore {
  /** Registers a session; where it exists already it is left as it is, ended or not (safe to repeat). */
  abstract open(session: Session): Promise<void>;

  /** The session and its user's sign-out mark, read consistently and in one round trip. */
  abstract state(userId: string, sessionId: string): Promise<SessionState>;

  /** Ends one session of the user; false where it is unknown or somebody else's. A first end is kept. */
  abstract end(userId: string, sessionId: string, at: number): Promise<boolean>;

  /**
   * As `end`, but an unknown session is recorded as ended, so that it can never be opened; `expiresAt` is for such a record.
   */
  abstract endEvenUnseen(userId: string, sessionId: string, at: number, expiresAt: number): Promise<boolean>;

  /**
   * Replaces the user's sign-out mark by what `change` makes of it, and answers the mark as it stands then. No other change
   * comes between; `change` may be called more than once.
   */
  abstract changeMark(userId: string, change: (mark: SignOutMark) => SignOutMark): Promise<SignOutMark>;

  /** Notes that the session was used at `at`; ignored where it is ended or unknown, and never goes back in time. */
  abstract touch(sessionId: string, at: number): Promise<void>;

  /** Living sessions of the user, newest first. One opened a moment ago may still be missing. */
  abstract list(userId: string, query: SessionQuery): Promise<SessionPage>;
}
