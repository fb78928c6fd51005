import type { TriggerSettings } from './trigger-settings.js';

export type SocialProviderName = 'google';

export type SecurityProfile = 'standard' | 'hipaa';

/** What a password must be; the pool that provisioning makes follows it. */
export interface PasswordPolicy {
  readonly minLength: number;
  readonly requireUppercase: boolean;
  readonly requireLowercase: boolean;
  readonly requireNumbers: boolean;
  readonly requireSymbols: boolean;
  /** How many former passwords are refused; 0 for none. */
  readonly historySize: number;
  /** 0 for no limit. */
  readonly maxAgeDays: number;
}

/** The pool and client named by the environment; in embedded mode there are none to name. */
export interface CloudTarget {
  readonly kind: 'cloud';
  readonly cognitoEndpoint: string | undefined;
  readonly dynamodbEndpoint: string | undefined;
  readonly sesEndpoint: string | undefined;
  readonly userPoolId: string;
  readonly clientId: string;
  readonly clientSecret: string | undefined;
  readonly issuer: string;
  readonly jwksUri: string;
}

export interface EmbeddedTarget {
  readonly kind: 'embedded';
  readonly cognitoPort: number;
  readonly dynamodbPort: number;
  readonly dataDir: string;
  readonly adminPassword: string | undefined;
}

/** How long a client may take. */
export interface ConnectionLimits {
  readonly headersMs: number;
  readonly requestMs: number;
  readonly keepAliveMs: number;
}

/** How long the service takes to stop. */
export interface ShutdownLimits {
  /** While it still serves and asks to be sent nothing more. */
  readonly drainMs: number;
  /** While what has begun may end. */
  readonly deadlineMs: number;
}

/** The whole configuration, read once and never changed. A class so that Nest can inject it by type. */
export abstract class Settings {
  abstract readonly production: boolean;
  abstract readonly host: string;
  abstract readonly port: number;
  abstract readonly logLevel: string;
  abstract readonly securityProfile: SecurityProfile;
  abstract readonly region: string;
  abstract readonly target: CloudTarget | EmbeddedTarget;
  abstract readonly authFlow: 'ADMIN_USER_PASSWORD_AUTH' | 'USER_PASSWORD_AUTH';
  abstract readonly refreshRotation: boolean;
  abstract readonly tablePrefix: string;
  abstract readonly cognitoTimeoutMs: number;
  abstract readonly dynamodbTimeoutMs: number;
  /** Failures of one AWS service within ten seconds that suspend calls to it. */
  abstract readonly upstreamBreakAfter: number;
  /** Sender of notices; undefined where none are sent. */
  abstract readonly mailFrom: string | undefined;
  /** 0 for ever. */
  abstract readonly auditRetentionDays: number;
  /** Newest first. Empty only in embedded mode, whose runtime then keeps one in its data folder. */
  abstract readonly sessionSecrets: readonly string[];
  abstract readonly mfaRequired: boolean;
  abstract readonly stepUpMinutes: number;
  abstract readonly passwordGrant: boolean;
  abstract readonly challengeMinutes: number;
  abstract readonly accessTokenMinutes: number;
  abstract readonly refreshTokenDays: number;
  /** How long a session may be unused; 0 for any time. */
  abstract readonly sessionIdleMinutes: number;
  abstract readonly lockAfter: number;
  abstract readonly lockMinutes: number;
  abstract readonly rateLimitFactor: number;
  abstract readonly signUpDisclosure: 'conflict' | 'silent';
  abstract readonly termsVersion: string;
  abstract readonly password: PasswordPolicy;
  abstract readonly roles: readonly string[];
  abstract readonly selfAssignableRoles: readonly string[];
  abstract readonly defaultRole: string;
  abstract readonly adminGroup: string;
  /** Address of the pool's hosted pages; undefined where there are none. */
  abstract readonly cognitoDomain: string | undefined;
  /** Providers that one can sign in with through the hosted pages. */
  abstract readonly socialProviders: readonly SocialProviderName[];
  abstract readonly socialRedirectUris: readonly string[];
  /** The service's own address as browsers know it; undefined where only loopback is served. */
  abstract readonly publicUrl: string | undefined;
  abstract readonly corsOrigins: readonly string[];
  abstract readonly trustProxy: boolean | number | readonly string[];
  abstract readonly errorDocsUrl: string;
  abstract readonly docs: boolean;
  /** Where people change their password; undefined where the docs page must do. */
  abstract readonly changePasswordUrl: string | undefined;
  /** An `https:` or `mailto:` address; undefined where nobody is to be told of weaknesses. */
  abstract readonly securityContact: string | undefined;
  abstract readonly metrics: boolean;
  /** Undefined where anybody may read the metrics. */
  abstract readonly metricsToken: string | undefined;
  abstract readonly connections: ConnectionLimits;
  abstract readonly shutdown: ShutdownLimits;
  /** Of the Lambda functions, which embedded mode runs in this process. */
  abstract readonly triggers: TriggerSettings;
}
