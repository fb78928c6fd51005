export type PasswordOutcome =
  | { readonly outcome: 'set' }
  | { readonly outcome: 'rejected'; readonly violations: readonly string[] }
  /** It is one of the last few that this user had. */
  | { readonly outcome: 'reused' };

export type PasswordResetOutcome =
  | PasswordOutcome
  | { readonly outcome: 'code_mismatch' }
  | { readonly outcome: 'code_expired' }
  /** Too many wrong codes; Cognito takes none for a while. It tells that the account exists. */
  | { readonly outcome: 'limited' };

export type PasswordChangeOutcome =
  | PasswordOutcome
  /** The current password is wrong. */
  | { readonly outcome: 'mismatch' }
  /** Too many wrong ones; Cognito takes none for a while. */
  | { readonly outcome: 'locked' };

/**
 * Passwords of accounts that exist. Errors are thrown as by `IdentityProvider`; `invalid_token` too where Cognito refuses
 * the access token. No session ends by itself: whoever sets a password ends them.
 */
export abstract class PasswordProvider {
  /**
   * ForgotPassword. Answers nothing, whether or not the account exists, is confirmed or has used up its codes. An
   * invited account that never chose a password gets its invitation again (AdminCreateUser RESEND).
   */
  abstract startReset(email: string): Promise<void>;

  /**
   * ConfirmForgotPassword. Never repeated on failure: it consumes a code. An unknown account is `code_mismatch`; an
   * account that asked for no code is `code_expired`, which therefore tells that it exists.
   */
  abstract confirmReset(email: string, code: string, newPassword: string): Promise<PasswordResetOutcome>;

  /** ChangePassword, on behalf of the owner of the access token. Never repeated: wrong passwords are counted. */
  abstract change(
    accessToken: string,
    currentPassword: string,
    newPassword: string,
  ): Promise<PasswordChangeOutcome>;
}
