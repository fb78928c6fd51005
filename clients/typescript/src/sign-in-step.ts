import type { AuthResult, RequestOptions, Schema, UserProfile } from './operation-types.js';

type Method = Schema<'MfaMethod'>;
type Next = Promise<SignInStep>;

interface Unfinished {
  /** When the step has to be done. A wrong code leaves it as it is; after five the sign-in begins anew. */
  readonly expiresAt: Date;
}

export interface SignedIn {
  readonly status: 'AUTHENTICATED';
  readonly user: UserProfile;
  /** Only after the first factor was set up: show them once, they cannot be read again. */
  readonly recoveryCodes?: readonly string[];
}

export interface MfaRequired extends Unfinished {
  readonly status: 'MFA_REQUIRED';
  readonly method: Method;
  /** Masked; where a code was sent. */
  readonly destination?: string;
  verify(code: string, options?: RequestOptions): Next;
  /** For who has lost the factor. */
  recover(recoveryCode: string, options?: RequestOptions): Next;
}

export interface MfaSelectionRequired extends Unfinished {
  readonly status: 'MFA_SELECTION_REQUIRED';
  readonly methods: readonly Method[];
  select(method: Method, options?: RequestOptions): Next;
}

export interface MfaSetupRequired extends Unfinished {
  readonly status: 'MFA_SETUP_REQUIRED';
  readonly methods: readonly Method[];
  setUp(options?: RequestOptions): Promise<SignInTotpSetup>;
}

/** The secret of an authenticator app that is being set up in the middle of a sign-in. */
export interface SignInTotpSetup {
  readonly secret: string;
  readonly otpauthUri: string;
  /** A picture, `data:image/png;base64,…`. */
  readonly qrCode: string;
  verify(code: string, options?: RequestOptions & { readonly deviceName?: string }): Next;
}

export interface NewPasswordRequired extends Unfinished {
  readonly status: 'NEW_PASSWORD_REQUIRED';
  readonly reason: 'INVITED' | 'EXPIRED';
  choose(newPassword: string, options?: RequestOptions): Next;
}

export interface SocialLinkRequired extends Unfinished {
  readonly status: 'SOCIAL_LINK_REQUIRED';
  /** Masked; the address of both. */
  readonly destination: string;
  link(password: string, options?: RequestOptions): Next;
}

/** Where a sign-in stands. Each state carries what can be done next, and nothing else. */
export type SignInStep =
  SignedIn | MfaRequired | MfaSelectionRequired | MfaSetupRequired | NewPasswordRequired | SocialLinkRequired;

/** The operations of a sign-in, as the steps need them. */
export interface StepCalls {
  verifyMfa(body: Schema<'MfaVerifyRequest'>, options: RequestOptions): Promise<AuthResult>;
  recoverMfa(body: Schema<'MfaRecoverRequest'>, options: RequestOptions): Promise<AuthResult>;
  selectMfa(body: Schema<'MfaSelectRequest'>, options: RequestOptions): Promise<AuthResult>;
  setUpMfa(body: Schema<'MfaSetupRequest'>, options: RequestOptions): Promise<Schema<'MfaSetupResult'>>;
  verifyMfaSetup(body: Schema<'MfaSetupVerifyRequest'>, options: RequestOptions): Promise<AuthResult>;
  chooseNewPassword(body: Schema<'NewPasswordRequest'>, options: RequestOptions): Promise<AuthResult>;
  linkSocialSignIn(body: Schema<'SocialLinkRequest'>, options: RequestOptions): Promise<AuthResult>;
  /** Keeps the tokens. */
  finish(result: Schema<'Authenticated'>): Promise<void>;
}

/** People type and paste codes with spaces in them. */
const digits = (code: string): string => code.replace(/\s/g, '');

/** The step that an answer stands for. The sealed session stays in its methods, where nothing prints it. */
export async function toStep(result: AuthResult, calls: StepCalls): Next {
  const go = async (answer: Promise<AuthResult>): Next => toStep(await answer, calls);
  switch (result.status) {
    case 'AUTHENTICATED': {
      const { status, user, recoveryCodes } = result;
      await calls.finish(result);
      return { status, user, ...(recoveryCodes !== undefined && { recoveryCodes }) };
    }
    case 'MFA_REQUIRED': {
      const { session, status, method, destination } = result;
      return {
        status,
        method,
        ...(destination !== undefined && { destination }),
        expiresAt: end(result),
        verify: (code, options = {}) => go(calls.verifyMfa({ session, code: digits(code) }, options)),
        recover: (recoveryCode, options = {}) =>
          go(calls.recoverMfa({ session, recoveryCode: recoveryCode.trim() }, options)),
      };
    }
    case 'MFA_SELECTION_REQUIRED': {
      const { session, status, methods } = result;
      const select: MfaSelectionRequired['select'] = (method, options = {}) =>
        go(calls.selectMfa({ session, method }, options));
      return { status, methods, expiresAt: end(result), select };
    }
    case 'MFA_SETUP_REQUIRED': {
      const { session, status, methods } = result;
      const setUp: MfaSetupRequired['setUp'] = async (options = {}) =>
        toSetup(await calls.setUpMfa({ session, method: 'TOTP' }, options), calls, go);
      return { status, methods, expiresAt: end(result), setUp };
    }
    case 'NEW_PASSWORD_REQUIRED': {
      const { session, status, reason } = result;
      const choose: NewPasswordRequired['choose'] = (newPassword, options = {}) =>
        go(calls.chooseNewPassword({ session, newPassword }, options));
      return { status, reason, expiresAt: end(result), choose };
    }
    case 'SOCIAL_LINK_REQUIRED': {
      const { session, status, destination } = result;
      const link: SocialLinkRequired['link'] = (password, options = {}) =>
        go(calls.linkSocialSignIn({ session, password }, options));
      return { status, destination, expiresAt: end(result), link };
    }
  }
}

function toSetup(
  { session, secret, otpauthUri, qrCode }: Schema<'MfaSetupResult'>,
  calls: StepCalls,
  go: (answer: Promise<AuthResult>) => Next,
): SignInTotpSetup {
  return {
    secret,
    otpauthUri,
    qrCode,
    verify: (code, { deviceName, ...options } = {}) =>
      go(
        calls.verifyMfaSetup(
          { session, code: digits(code), ...(deviceName !== undefined && { deviceName }) },
          options,
        ),
      ),
  };
}

function end({ expiresIn }: { readonly expiresIn: number }): Date {
  return new Date(Date.now() + expiresIn * 1000);
}
