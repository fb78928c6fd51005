import type { RequestOrigin } from '../shared/caller.js';
import type { Language } from '../shared/languages.js';
import type { IdentitySnapshot, ProfileDraft } from '../users/profile.js';

export type MfaMethod = 'TOTP' | 'SMS' | 'EMAIL';

export interface CodeDelivery {
  readonly medium: 'EMAIL' | 'SMS';
  /** Masked, e.g. `t***@e***.com`. */
  readonly destination: string;
}

export interface TokenSet {
  readonly accessToken: string;
  readonly idToken: string;
  readonly refreshToken: string;
  /** Seconds until the access token ends. */
  readonly expiresIn: number;
}

/** Tokens, and what they say of their owner. */
export interface CompletedSignIn {
  readonly tokens: TokenSet;
  readonly identity: IdentitySnapshot;
  readonly groups: readonly string[];
  /** `origin_jti`: the token family. */
  readonly sessionId: string;
  /** Epoch seconds. */
  readonly authTime: number;
  /** When these tokens were made (`iat`), epoch seconds: what they say is as old as this. */
  readonly issuedAt: number;
}

export type Challenge =
  | { readonly kind: 'MFA'; readonly method: MfaMethod; readonly destination?: string }
  | { readonly kind: 'MFA_SELECTION'; readonly methods: readonly MfaMethod[] }
  | { readonly kind: 'MFA_SETUP'; readonly methods: readonly MfaMethod[] }
  | { readonly kind: 'NEW_PASSWORD' };

/** A sign-in that waits for one more proof. It holds Cognito's own session, so it leaves the service only sealed. */
export interface PendingChallenge {
  readonly challenge: Challenge;
  /** The user name that the next answer must carry: Cognito's `USER_ID_FOR_SRP`, or the address that was sent in. */
  readonly username: string;
  readonly providerSession: string;
}

export type SignInRefusal =
  | 'invalid_credentials'
  | 'user_not_confirmed'
  | 'account_disabled'
  | 'password_reset_required'
  | 'account_locked';

export type SignInStep =
  | { readonly step: 'authenticated'; readonly signIn: CompletedSignIn }
  | { readonly step: 'challenge'; readonly pending: PendingChallenge }
  | { readonly step: 'refused'; readonly reason: SignInRefusal };

export type ChallengeStep =
  | SignInStep
  /** The answer was wrong; the challenge can be answered again. */
  | { readonly step: 'code_mismatch' }
  /** The challenge is spent, expired or not this user's: sign in again. */
  | { readonly step: 'session_expired' };

/** A step that sets a password can be refused for the password itself; the challenge can then be answered again. */
export type NewPasswordStep = ChallengeStep | PasswordRejected;

export type PasswordRejected =
  | { readonly step: 'password_rejected'; readonly violations: readonly string[] }
  /** It is one of the last few that this user had. */
  | { readonly step: 'password_reused' };

export interface SignUpRequest {
  readonly email: string;
  readonly password: string;
  readonly draft: ProfileDraft;
  /** The language of the mails to the person. */
  readonly language?: Language | undefined;
}

export type SignUpResult =
  | {
      readonly outcome: 'created';
      readonly userId: string;
      readonly confirmed: boolean;
      readonly delivery: CodeDelivery | null;
    }
  | { readonly outcome: 'taken' }
  | { readonly outcome: 'password_rejected'; readonly violations: readonly string[] };

/** `limited`: too many codes were tried for this account, which an account that does not exist never says. */
export type ConfirmResult = 'confirmed' | 'code_mismatch' | 'code_expired' | 'already_confirmed' | 'limited';

/** An account as the pool has it. */
export interface IdentityAccount {
  readonly identity: IdentitySnapshot;
  readonly enabled: boolean;
  readonly confirmed: boolean;
}

/** Who sets up a factor: somebody in the middle of signing in, or somebody signed in. */
export type EnrolmentSubject =
  { readonly pending: PendingChallenge } | { readonly accessToken: string; readonly userId: string };

export type AssociateResult =
  | { readonly outcome: 'associated'; readonly secret: string; readonly providerSession: string | null }
  | { readonly outcome: 'session_expired' };

export type VerifyEnrolmentResult = 'verified' | 'code_mismatch' | 'session_expired';

export type RefreshResult =
  | { readonly outcome: 'refreshed'; readonly signIn: CompletedSignIn }
  | { readonly outcome: 'invalid' }
  | { readonly outcome: 'reused' }
  | { readonly outcome: 'account_disabled' };

/**
 * Identity: accounts, passwords, factors and tokens. Expected outcomes are values; an `AppError` is thrown only for
 * `service_unavailable` (throttled, unreachable, timed out: with `retryAfterSeconds`), `too_many_requests` (Cognito's own
 * cap on codes for one user) and `internal_error` (a pool or client that is configured wrongly).
 */
export abstract class IdentityProvider {
  /** SignUp. The draft is kept with the account, so that a profile lost to a crash can be completed from it. */
  abstract signUp(request: SignUpRequest, origin: RequestOrigin): Promise<SignUpResult>;

  /** ConfirmSignUp. Never repeated on failure: it consumes a code. */
  abstract confirmSignUp(email: string, code: string): Promise<ConfirmResult>;

  /**
   * ResendConfirmationCode. Answers nothing, whether or not the account exists; Cognito's cap on codes for one user is
   * swallowed too, since only an account that exists can reach it.
   */
  abstract resendCode(email: string): Promise<void>;

  /** AdminGetUser by address or user id; null where there is none. A read, so it is repeated once on failure. */
  abstract findAccount(username: string): Promise<IdentityAccount | null>;

  /** One Cognito call: AdminInitiateAuth or InitiateAuth, as `COGNITO_AUTH_FLOW` says. */
  abstract signIn(email: string, password: string, origin: RequestOrigin): Promise<SignInStep>;

  /** Answers an MFA challenge. Never repeated on failure: it consumes a code. */
  abstract answerMfa(
    pending: PendingChallenge,
    method: MfaMethod,
    code: string,
    origin: RequestOrigin,
  ): Promise<ChallengeStep>;

  /**
   * Answers SELECT_MFA_TYPE; what follows is the challenge of the chosen factor. One that the account does not have is
   * `session_expired`.
   */
  abstract selectMfa(
    pending: PendingChallenge,
    method: MfaMethod,
    origin: RequestOrigin,
  ): Promise<ChallengeStep>;

  /** Answers NEW_PASSWORD_REQUIRED. Never repeated on failure. */
  abstract answerNewPassword(
    pending: PendingChallenge,
    newPassword: string,
    origin: RequestOrigin,
  ): Promise<NewPasswordStep>;

  /** AssociateSoftwareToken: a fresh base32 secret; the old one, if any, works until the new one is verified. */
  abstract associateTotp(subject: EnrolmentSubject): Promise<AssociateResult>;

  /**
   * VerifySoftwareToken for somebody signed in, then makes TOTP the preferred method. Never repeated on failure.
   */
  abstract verifyTotp(
    subject: { readonly accessToken: string; readonly userId: string },
    code: string,
    deviceName?: string,
  ): Promise<VerifyEnrolmentResult>;

  /** VerifySoftwareToken on the pending challenge, then answers MFA_SETUP with the session it returned. */
  abstract completeTotpSetup(
    pending: PendingChallenge,
    code: string,
    deviceName: string | undefined,
    origin: RequestOrigin,
  ): Promise<ChallengeStep>;

  /** GetTokensFromRefreshToken, with rotation or without; without, the refresh token that came in goes out again. */
  abstract refresh(refreshToken: string): Promise<RefreshResult>;

  /** RevokeToken; a token that is unknown or already revoked is no error. */
  abstract revokeRefreshToken(refreshToken: string): Promise<void>;
}
