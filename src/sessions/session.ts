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
  /** Sessions opened at or before this moment are over (sign-out everywhere); 0 when never. */
  readonly validAfter: number;
}
