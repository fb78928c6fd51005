/** Where the authentication service answers, for a second service that asks it about sessions. */
export interface AuthServiceAddress {
  /** Without `/api/v1`, e.g. `https://auth.example.com`. */
  readonly url: string;
  /**
   * Lets `url` be `http:` off loopback. Every access token goes this way, so only in a network in which nobody else can
   * listen. Default false.
   */
  readonly plainHttp?: boolean | undefined;
}

/** Whose tokens a second service takes, and how it learns that a session has ended. */
export interface CognitoAccessOptions {
  /** Of the user pool, e.g. `eu-central-1`. */
  readonly region: string;
  readonly userPoolId: string;
  /** App clients whose access tokens are taken; at least one. */
  readonly clientIds: readonly string[];
  /** `iss` of the tokens; default `https://cognito-idp.REGION.amazonaws.com/POOL`. */
  readonly issuer?: string | undefined;
  /** Where the pool's public keys are, `https:` or on loopback; default ISSUER`/.well-known/jwks.json`. */
  readonly jwksUri?: string | undefined;
  /**
   * By the authentication service: a sign-out, a disabled account and a removed group take effect within five seconds.
   * `none`: not before the token expires. There is no default, because either has a price.
   */
  readonly sessionCheck: AuthServiceAddress | 'none';
  /** The group that `@AdminOnly` stands for; default `admin`. */
  readonly adminGroup?: string | undefined;
  /** How recent a sign-in `@RequireRecentAuth` asks for where it does not say; default 10. */
  readonly stepUpMinutes?: number | undefined;
  /** The page of the error codes, in front of `#code`, as `type` of a refusal; default that of the session check. */
  readonly errorDocsUrl?: string | undefined;
}
