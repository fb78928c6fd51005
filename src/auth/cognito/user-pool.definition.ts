import type {
  CreateUserPoolRequest,
  EmailConfigurationType,
  ExplicitAuthFlowsType,
  LambdaConfigType,
  SchemaAttributeType,
  SetRiskConfigurationRequest,
  SetUserPoolMfaConfigRequest,
  SetUserPoolSessionConfigurationRequest,
  UpdateIdentityProviderRequest,
  UpdateUserPoolClientRequest,
  UpdateUserPoolRequest,
  UserPoolTierType,
} from '@aws-sdk/client-cognito-identity-provider';
import { CUSTOM_ATTRIBUTES } from './cognito-attributes.js';
import type { CognitoAuthFlowName } from './cognito-settings.js';

export interface GroupDefinition {
  readonly name: string;
  readonly description: string;
}

/** The OAuth client that this service is at Google; what is left out stays as it is. */
export interface GoogleClient {
  readonly clientId?: string;
  readonly clientSecret?: string;
}

/** ARNs of the Lambda functions of `src/triggers`. */
export interface UserPoolTriggers {
  readonly customMessage?: string;
  readonly preSignUp?: string;
  readonly postConfirmation?: string;
}

/** Amazon SES as what the pool's own mails go out by. */
export interface UserPoolSender {
  /** ARN of the verified identity. */
  readonly sourceArn: string;
  /** An address of that identity, with or without a name before it. */
  readonly from: string;
}

/** What differs between one deployment's user pool and another's. */
export interface UserPoolSettings {
  readonly poolName: string;
  readonly clientName: string;
  /** Whether the app client has a secret. */
  readonly confidential: boolean;
  readonly authFlow: CognitoAuthFlowName;
  readonly password: {
    readonly minLength: number;
    readonly requireUppercase: boolean;
    readonly requireLowercase: boolean;
    readonly requireNumbers: boolean;
    readonly requireSymbols: boolean;
    readonly historySize: number;
  };
  readonly mfaRequired: boolean;
  readonly refreshRotation: boolean;
  /** 3 to 15: how long a session between two steps of a sign-in lives. */
  readonly challengeMinutes: number;
  /** 5 to 1440. */
  readonly accessTokenMinutes: number;
  readonly refreshTokenDays: number;
  readonly groups: readonly GroupDefinition[];
  /** Whether the pool refuses to be deleted. */
  readonly deletionProtection: boolean;
  /** Rotation, password history and session tracking need ESSENTIALS or PLUS, threat protection PLUS. */
  readonly tier: UserPoolTierType;
  /** The prefix of the hosted pages' address. This and the next two are left alone where they are not given. */
  readonly domain?: string;
  readonly google?: GoogleClient;
  /** Where the hosted pages may lead back to. */
  readonly callbackUrls?: readonly string[];
  /** Left alone, as is the sender, where they are not given. Cognito takes mails of a trigger only where there is a sender. */
  readonly triggers?: UserPoolTriggers;
  readonly sender?: UserPoolSender;
}

const TEMPORARY_PASSWORD_DAYS = 7;

/** For how long two tabs may both present the refresh token that one of them has just exchanged. */
const ROTATION_GRACE_SECONDS = 60;

/** As many as Cognito allows: which sessions end is decided by this service. */
const TRACKED_SESSIONS = 100;

/** UpdateUserPool: all of the pool that can still be changed later. */
export function userPoolDefinition(settings: UserPoolSettings): Omit<UpdateUserPoolRequest, 'UserPoolId'> {
  const { password } = settings;
  return {
    Policies: {
      PasswordPolicy: {
        MinimumLength: password.minLength,
        RequireUppercase: password.requireUppercase,
        RequireLowercase: password.requireLowercase,
        RequireNumbers: password.requireNumbers,
        RequireSymbols: password.requireSymbols,
        PasswordHistorySize: password.historySize,
        TemporaryPasswordValidityDays: TEMPORARY_PASSWORD_DAYS,
      },
    },
    AutoVerifiedAttributes: ['email'],
    UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] },
    AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'verified_email', Priority: 1 }] },
    AdminCreateUserConfig: { AllowAdminCreateUserOnly: false },
    DeletionProtection: settings.deletionProtection ? 'ACTIVE' : 'INACTIVE',
    UserPoolTier: settings.tier,
    ...(settings.triggers !== undefined && { LambdaConfig: lambdaConfig(settings.triggers) }),
    ...(settings.tier === 'PLUS' && { UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' } }),
    ...(settings.sender !== undefined && { EmailConfiguration: emailConfiguration(settings.sender) }),
  };
}

function lambdaConfig({ customMessage, preSignUp, postConfirmation }: UserPoolTriggers): LambdaConfigType {
  return {
    ...(customMessage !== undefined && { CustomMessage: customMessage }),
    ...(preSignUp !== undefined && { PreSignUp: preSignUp }),
    ...(postConfirmation !== undefined && { PostConfirmation: postConfirmation }),
  };
}

function emailConfiguration({ sourceArn, from }: UserPoolSender): EmailConfigurationType {
  return { EmailSendingAccount: 'DEVELOPER', SourceArn: sourceArn, From: from };
}

/**
 * CreateUserPool. MFA is set by a call of its own: here Cognito refuses `OPTIONAL` for a pool that sends no SMS.
 */
export function newUserPoolDefinition(settings: UserPoolSettings): CreateUserPoolRequest {
  return {
    ...userPoolDefinition(settings),
    PoolName: settings.poolName,
    UsernameAttributes: ['email'],
    UsernameConfiguration: { CaseSensitive: false },
    Schema: customAttributeSchema(),
  };
}

/** The attributes that keep a sign-up's draft, by their names without `custom:`. */
export function customAttributeSchema(): SchemaAttributeType[] {
  return CUSTOM_ATTRIBUTES.map((name) => ({
    Name: name,
    AttributeDataType: 'String',
    Mutable: true,
    Required: false,
    StringAttributeConstraints: { MinLength: '0', MaxLength: '256' },
  }));
}

/** SetUserPoolMfaConfig: TOTP for who wants it, or for everybody. */
export function mfaDefinition(settings: UserPoolSettings): Omit<SetUserPoolMfaConfigRequest, 'UserPoolId'> {
  return {
    SoftwareTokenMfaConfiguration: { Enabled: true },
    MfaConfiguration: settings.mfaRequired ? 'ON' : 'OPTIONAL',
  };
}

/** SetUserPoolSessionConfiguration: Cognito keeps a list of who is signed in where. */
export function sessionTrackingDefinition(): Omit<SetUserPoolSessionConfigurationRequest, 'UserPoolId'> {
  return { UserSessionTracking: 'ENABLED', TokenSession: { MaxPerUser: TRACKED_SESSIONS } };
}

/** SetRiskConfiguration: what threat protection does. It notifies nobody, because the service does. */
export function riskDefinition(): Omit<SetRiskConfigurationRequest, 'UserPoolId'> {
  return {
    CompromisedCredentialsRiskConfiguration: {
      EventFilter: ['SIGN_IN', 'SIGN_UP', 'PASSWORD_CHANGE'],
      Actions: { EventAction: 'BLOCK' },
    },
    AccountTakeoverRiskConfiguration: {
      Actions: {
        MediumAction: { Notify: false, EventAction: 'MFA_IF_CONFIGURED' },
        HighAction: { Notify: false, EventAction: 'BLOCK' },
      },
    },
  };
}

/** UpdateIdentityProvider: Google, with the attributes that a profile needs. */
export function googleDefinition({
  clientId,
  clientSecret,
}: GoogleClient): Required<Pick<UpdateIdentityProviderRequest, 'AttributeMapping' | 'ProviderDetails'>> {
  return {
    ProviderDetails: {
      ...(clientId !== undefined && { client_id: clientId }),
      ...(clientSecret !== undefined && { client_secret: clientSecret }),
      authorize_scopes: 'openid email profile',
    },
    AttributeMapping: {
      username: 'sub',
      email: 'email',
      email_verified: 'email_verified',
      given_name: 'given_name',
      family_name: 'family_name',
    },
  };
}

/** UpdateUserPoolClient, and CreateUserPoolClient but for the secret. */
export function userPoolClientDefinition(
  settings: UserPoolSettings,
): Omit<UpdateUserPoolClientRequest, 'UserPoolId' | 'ClientId' | 'ClientName'> {
  const flow: ExplicitAuthFlowsType = `ALLOW_${settings.authFlow}`;
  return {
    // Cognito does not let the old refresh flow stand beside rotation.
    ExplicitAuthFlows: settings.refreshRotation ? [flow] : [flow, 'ALLOW_REFRESH_TOKEN_AUTH'],
    RefreshTokenRotation: settings.refreshRotation
      ? { Feature: 'ENABLED', RetryGracePeriodSeconds: ROTATION_GRACE_SECONDS }
      : { Feature: 'DISABLED' },
    PreventUserExistenceErrors: 'ENABLED',
    EnableTokenRevocation: true,
    AuthSessionValidity: settings.challengeMinutes,
    AccessTokenValidity: settings.accessTokenMinutes,
    IdTokenValidity: settings.accessTokenMinutes,
    RefreshTokenValidity: settings.refreshTokenDays,
    TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'minutes', RefreshToken: 'days' },
    ...hostedPagesDefinition(settings),
  };
}

/** Authorization codes alone: the implicit grant would put tokens into addresses. */
function hostedPagesDefinition({
  callbackUrls,
  google,
}: UserPoolSettings): Partial<UpdateUserPoolClientRequest> {
  if (callbackUrls === undefined) return {};
  return {
    AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthFlows: ['code'],
    AllowedOAuthScopes: ['openid', 'email', 'profile', 'aws.cognito.signin.user.admin'],
    CallbackURLs: [...callbackUrls],
    SupportedIdentityProviders: ['COGNITO', ...(google === undefined ? [] : ['Google'])],
  };
}
