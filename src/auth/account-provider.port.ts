export type EmailChangeStart = 'started' | 'taken' | 'same';

export type EmailChangeResult = 'changed' | 'code_mismatch' | 'code_expired' | 'taken';

/**
 * Accounts as a whole, beyond signing in. Errors are thrown as by `IdentityProvider`; `invalid_token` too where Cognito
 * refuses the access token, e.g. because it was revoked elsewhere.
 */
export abstract class AccountProvider {
  /**
   * GetUser, then UpdateUserAttributes: a code goes to the new address; the old one stays valid until the new one is
   * verified (AttributesRequireVerificationBeforeUpdate). Started again, the code before it counts no more.
   */
  abstract startEmailChange(accessToken: string, newEmail: string): Promise<EmailChangeStart>;

  /** VerifyUserAttribute. Never repeated on failure: it consumes a code. */
  abstract confirmEmailChange(accessToken: string, code: string): Promise<EmailChangeResult>;

  /**
   * AdminGetUser: the language of the mails to the person, as the attribute `locale` has it, e.g. `de`. Null where it has
   * none, or where there is no such user. A read, so it is repeated once.
   */
  abstract localeOf(userId: string): Promise<string | null>;

  /** AdminUserGlobalSignOut: every refresh token of the user is dead. Safe to repeat; an unknown user is no error. */
  abstract signOutEverywhere(userId: string): Promise<void>;

  /** AdminDeleteUser. Safe to repeat; an unknown user is no error. */
  abstract erase(userId: string): Promise<void>;
}
