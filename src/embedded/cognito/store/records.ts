import type {
  AuthFlowType,
  ChallengeNameType,
  CreateUserPoolClientRequest,
  SchemaAttributeType,
  SetUserPoolMfaConfigResponse,
  UpdateUserPoolRequest,
  UserPoolType,
} from '@aws-sdk/client-cognito-identity-provider';
import type { PasswordHash } from '../passwords/password-hasher.js';

/** Times are epoch milliseconds throughout. */
export interface PoolRecord {
  readonly id: string;
  readonly name: string;
  readonly arn: string;
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly aliasAttributes: UserPoolType['AliasAttributes'];
  readonly usernameAttributes: UserPoolType['UsernameAttributes'];
  readonly caseSensitive: boolean;
  readonly schema: readonly SchemaAttributeType[];
  /** What UpdateUserPool replaces. */
  readonly settings: Omit<UpdateUserPoolRequest, 'UserPoolId' | 'PoolName' | 'MfaConfiguration'>;
  /** What SetUserPoolMfaConfig replaces. */
  readonly mfa: SetUserPoolMfaConfigResponse;
}

export interface ClientRecord {
  readonly id: string;
  readonly poolId: string;
  readonly name: string;
  readonly secret: string | undefined;
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly settings: Omit<
    CreateUserPoolClientRequest,
    'UserPoolId' | 'ClientName' | 'ClientSecret' | 'GenerateSecret'
  >;
}

export interface GroupRecord {
  readonly poolId: string;
  readonly name: string;
  readonly description: string | undefined;
  readonly roleArn: string | undefined;
  readonly precedence: number | undefined;
  readonly createdAt: number;
  readonly modifiedAt: number;
}

type UserStatus =
  'CONFIRMED' | 'EXTERNAL_PROVIDER' | 'FORCE_CHANGE_PASSWORD' | 'RESET_REQUIRED' | 'UNCONFIRMED';

export type MfaFactorName = 'EMAIL_OTP' | 'SMS_MFA' | 'SOFTWARE_TOKEN_MFA';

interface SoftwareToken {
  readonly secret: string;
  readonly deviceName: string | undefined;
  /** The newest time step whose code was accepted; only later ones are accepted again. */
  readonly lastStep: number;
}

interface IssuedCode {
  readonly code: string;
  readonly expiresAt: number;
  readonly failures: number;
}

export interface UserRecord {
  readonly poolId: string;
  readonly username: string;
  readonly sub: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** New contacts that take the place of the old ones once they are verified. */
  readonly pendingAttributes: Readonly<Record<string, string>>;
  readonly status: UserStatus;
  readonly enabled: boolean;
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly password: PasswordHash | undefined;
  /** Set while the password is a temporary one. */
  readonly passwordExpiresAt: number | undefined;
  readonly passwordHistory: readonly PasswordHash[];
  readonly groups: readonly string[];
  readonly softwareToken: SoftwareToken | undefined;
  /** A secret handed out with an access token and not yet verified. */
  readonly pendingSoftwareToken: string | undefined;
  readonly mfaEnabled: readonly MfaFactorName[];
  readonly mfaPreferred: MfaFactorName | undefined;
  readonly codes: Readonly<Partial<Record<string, IssuedCode>>>;
  /** When each capped operation was tried within the last hour. */
  readonly attempts: Readonly<Partial<Record<string, readonly number[]>>>;
}

/** How a sign-in began: by an operation of the API, or on the hosted pages. */
export type SignInFlow = AuthFlowType | 'HOSTED_PAGES';

export interface ChallengeSessionRecord {
  readonly tokenHash: string;
  readonly poolId: string;
  readonly clientId: string;
  readonly username: string;
  readonly challenge: ChallengeNameType;
  readonly flow: SignInFlow;
  readonly expiresAt: number;
  readonly spent: boolean;
  readonly enrolment: SoftwareTokenEnrolment | undefined;
  readonly sentCode: SentCode | undefined;
}

/** The code that a challenge asks for, and the address that it went to. */
export interface SentCode {
  readonly code: string;
  readonly to: string;
}

/** How far a sign-in has come with setting up a software token. */
export type SoftwareTokenEnrolment =
  { readonly step: 'associated'; readonly secret: string } | { readonly step: 'verified' };

/** One sign-in: all tokens that come of it share its `originJti`. */
export interface SignInRecord {
  readonly originJti: string;
  readonly poolId: string;
  readonly username: string;
  readonly clientId: string;
  readonly authTime: number;
  readonly refreshExpiresAt: number;
  readonly scopes: readonly string[];
  readonly revoked: boolean;
}

export interface RefreshTokenRecord {
  readonly tokenHash: string;
  readonly originJti: string;
  readonly clientId: string;
  readonly isOriginal: boolean;
  readonly replacedAt: number | undefined;
}

export interface LockoutRecord {
  readonly subject: string;
  readonly failures: number;
  readonly lastFailureAt: number;
  readonly lockedUntil: number;
}

export type MailPurpose =
  'ATTRIBUTE_VERIFICATION' | 'FORGOT_PASSWORD' | 'INVITATION' | 'MFA' | 'NOTICE' | 'RESEND_CODE' | 'SIGN_UP';

export interface MailRecord {
  readonly sequence: number;
  readonly to: string;
  readonly subject: string;
  readonly body: string;
  readonly code: string | null;
  readonly purpose: MailPurpose;
  readonly sentAt: number;
}

export interface SigningKeyRecord {
  readonly use: 'access' | 'id';
  readonly kid: string;
  readonly privateKey: Readonly<Record<string, unknown>>;
}
