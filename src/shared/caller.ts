/** Where a request comes from, signed in or not. */
export interface RequestOrigin {
  readonly ipAddress: string;
  readonly userAgent: string;
  readonly requestId: string;
  /** The trace that the caller says it belongs to (W3C `traceparent`). */
  readonly traceId?: string;
}

/** Who is calling, as the verified access token says. */
export interface Caller extends RequestOrigin {
  /** Cognito `sub`. */
  readonly userId: string;
  /** The token family: `origin_jti`, the same for every token of one sign-in. */
  readonly sessionId: string;
  /** Groups that authorise: those in the token that the user is still a member of. */
  readonly groups: readonly string[];
  /** When the user last proved a password or a factor, epoch seconds (`auth_time`). */
  readonly authTime: number;
  /** When the presented token ends, epoch seconds (`exp`). */
  readonly tokenExpiresAt: number;
  /** The token itself, for the few Cognito operations that act on behalf of its owner. */
  readonly accessToken: string;
}
