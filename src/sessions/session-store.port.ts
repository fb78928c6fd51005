import type { Session, SessionState } from './session.js';

/** The registry of sessions, shared by all instances. */
export abstract class SessionStore {
  /** Registers a session; where it exists already it is left as it is, ended or not (safe to repeat). */
  abstract open(session: Session): Promise<void>;

  /** The session and its user's sign-out mark in one consistent round trip. */
  abstract state(userId: string, sessionId: string): Promise<SessionState>;

  /**
   * Ends one session of the user; an unknown one is recorded as ended so that it can never be opened.
   * `expiresAt` is kept for a new record. Answers false where the session belongs to somebody else.
   */
  abstract end(userId: string, sessionId: string, at: number, expiresAt: number): Promise<boolean>;

  /** Ends every session of the user that was opened at or before `at`, in one write. */
  abstract endAll(userId: string, at: number): Promise<void>;

  /** Notes that the session was used at `at`; ignored where it is ended or unknown. */
  abstract touch(sessionId: string, at: number): Promise<void>;

  /** Living sessions of the user, newest first, at most `limit`. One opened a moment ago may still be missing. */
  abstract list(userId: string, now: number, limit: number): Promise<readonly Session[]>;
}
