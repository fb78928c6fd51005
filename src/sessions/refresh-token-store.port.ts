/** The session that a refresh token belongs to. */
export interface TokenFamily {
  readonly userId: string;
  readonly sessionId: string;
}

export interface KnownRefreshToken extends TokenFamily {
  /** When it was first exchanged for another one, epoch milliseconds; null where it is the newest. */
  readonly rotatedAt: number | null;
}

/** Which refresh tokens were given out, known by their hash alone, so that the use of an old one tells whose it was. */
export abstract class RefreshTokenStore {
  /** Safe to repeat. After `expiresAt` (epoch milliseconds) the record may go. */
  abstract remember(hash: string, family: TokenFamily, expiresAt: number): Promise<void>;

  /** Notes that the token was exchanged for another one; the first moment is kept. It need not be remembered before. */
  abstract markRotated(hash: string, family: TokenFamily, at: number, expiresAt: number): Promise<void>;

  /** The token as it is known, or null where it is not or its record has expired at `now`. */
  abstract find(hash: string, now: number): Promise<KnownRefreshToken | null>;
}
