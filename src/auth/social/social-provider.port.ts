import type { SocialProviderName } from '../../config/settings.js';
import type { CompletedSignIn } from '../identity-provider.port.js';

export interface AuthorizationRequest {
  readonly provider: SocialProviderName;
  /** Our own callback. */
  readonly redirectUri: string;
  readonly state: string;
  /** S256. */
  readonly codeChallenge: string;
}

export interface CodeExchange {
  readonly code: string;
  readonly redirectUri: string;
  readonly codeVerifier: string;
}

/** A user of the pool that a provider made at its first sign-in; it has no password. */
export interface ExternalAccount {
  /** The pool's name for it, e.g. `google_1234`. */
  readonly username: string;
  readonly provider: SocialProviderName;
  /** The provider's own id of the person. */
  readonly subject: string;
}

export interface TokenFacts {
  /** The pool's name for its owner. */
  readonly username: string;
  /** Whether its owner is an external account. */
  readonly isExternal: boolean;
  /** Whether it was given out by the hosted pages. */
  readonly isHosted: boolean;
}

export type SocialExchange =
  | {
      readonly outcome: 'signed_in';
      readonly signIn: CompletedSignIn;
      /** Null where the provider's account is linked to an account with a password. */
      readonly external: ExternalAccount | null;
    }
  | { readonly outcome: 'refused' };

/**
 * Signing in with somebody else's account, through the pool's hosted pages. Errors are thrown as by `IdentityProvider`.
 */
export abstract class SocialProvider {
  /** Where to send the browser. */
  abstract authorizationUrl(request: AuthorizationRequest): string;

  /** The token endpoint. Never repeated on failure: it consumes a code. */
  abstract exchange(exchange: CodeExchange): Promise<SocialExchange>;

  /** What an access token, verified already, says of how its owner signed in. */
  abstract tokenFacts(accessToken: string): TokenFacts;

  /**
   * AdminDeleteUser of the external account, then AdminLinkProviderForUser: from now on the provider signs in the account
   * with the password. Safe to repeat at any point.
   */
  abstract link(external: ExternalAccount, userId: string): Promise<void>;
}
