import type { SignOutMark } from './sign-out-mark.js';

/** One sign-in and all tokens that descend from it. Times are epoch milliseconds. */
export interface Session {
  /** `origin_jti` of its tokens. */
  readonly sessionId: string;
  readonly userId: string;
  readonly createdAt: number;
  readonly lastSeenAt: number;
  readonly ipAddress: string;
  readonly userAgent: string;
  /** After this nothing of the session can be valid any more, so the item may go. */
  readonly expiresAt: number;
  readonly endedAt: number | null;
}

/** What a guard needs to know of a session. */
export interface SessionState {
  /** Null where the registry has not seen this session yet. */
  readonly session: Session | null;
  /** The sign-outs everywhere of its user. */
  readonly mark: SignOutMark;
}

/** `idle`: not ended by anybody, but unused for longer than the settings allow. */
export type SessionVerdict = 'alive' | 'revoked' | 'idle';

/** Where a page of a list starts: right behind this session. */
export interface SessionPosition {
  readonly createdAt: number;
  readonly sessionId: string;
}

/** Which sessions of a user a list holds. */
export interface SessionQuery {
  readonly now: number;
  /** Only sessions used at or after this moment. */
  readonly usedSince: number;
  readonly limit: number;
  readonly after: SessionPosition | null;
}

export interface SessionPage {
  /** Newest first. */
  readonly items: readonly Session[];
  /** Where the next page starts; null where this is the last one. */
  readonly next: SessionPosition | null;
}
