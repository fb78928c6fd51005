import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { type InjectionToken, Module, type Provider } from '@nestjs/common';
import { AwsConnection } from '../aws/aws-connection.js';
import { UpstreamObserver } from '../aws/upstream-observer.js';
import { cognitoLimits } from '../aws/upstream-limits.js';
import { Settings } from '../config/settings.js';
import { AuditModule } from '../audit/audit.module.js';
import { LimitsModule } from '../limits/limits.module.js';
import { NoticesModule } from '../notices/notices.module.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { Clock } from '../shared/clock.js';
import { UsersModule } from '../users/users.module.js';
import { AccountEvents } from './account-events.js';
import { AccountProvider } from './account-provider.port.js';
import { AdminDepartures } from './admin-departures.port.js';
import { AdminSafeguard } from './admin-safeguard.js';
import { AuthController } from './auth.controller.js';
import { ChallengeAttempts } from './challenge-attempts.js';
import { ChallengeSessions } from './challenge-session.js';
import { ChallengeFlow } from './challenge.flow.js';
import { CognitoAccountProvider } from './cognito/cognito-account-provider.js';
import { CognitoIdentityAdministration } from './cognito/cognito-identity-administration.js';
import { CognitoPasswordProvider } from './cognito/cognito-password-provider.js';
import type { CognitoSettings } from './cognito/cognito-settings.js';
import { CognitoSocialProvider } from './cognito/cognito-social-provider.js';
import { CognitoTokenVerifier } from './cognito/cognito-token-verifier.js';
import { ExternalAwareFactorProvider } from './cognito/external-aware-factor-provider.js';
import { ExternalAwareIdentityProvider } from './cognito/external-aware-identity-provider.js';
import { DynamoDbAdminDepartures } from './dynamodb/dynamodb-admin-departures.js';
import { DynamoDbHandoffStore } from './dynamodb/dynamodb-handoff-store.js';
import { DynamoDbOwnTotpStore } from './dynamodb/dynamodb-own-totp-store.js';
import { DynamoDbRecoveryCodeStore } from './dynamodb/dynamodb-recovery-code-store.js';
import { CommonPasswords } from './common-passwords.js';
import { ConfirmationFlow } from './confirmation.flow.js';
import { EmailChangeFlow } from './email-change.flow.js';
import { EnrolledFactors } from './enrolled-factors.js';
import { ErasureFlow } from './erasure.flow.js';
import { ExpiredPassword } from './expired-password.js';
import { FactorProvider } from './factor-provider.port.js';
import { HeldSignIn } from './held-sign-in.js';
import { IdentityAdministration } from './identity-administration.port.js';
import { IdentityProvider } from './identity-provider.port.js';
import { MfaController } from './mfa.controller.js';
import { MfaEnrolmentFlow } from './mfa-enrolment.flow.js';
import { OwnAccountController } from './own-account.controller.js';
import { OwnErasureFlow } from './own-erasure.flow.js';
import { OwnFactorsController } from './own-factors.controller.js';
import { PasswordController } from './password.controller.js';
import { PasswordFlow } from './password.flow.js';
import { PasswordExpiry } from './password-expiry.js';
import { PasswordRules } from './password-rules.js';
import { PasswordProvider } from './password-provider.port.js';
import { PersonalDataCollector } from './personal-data.js';
import { ProfileDrafts } from './profile-drafts.js';
import { ProofAttempts } from './proof-attempts.js';
import { ProvenSessions } from './proven-sessions.js';
import { RecoveryCodeStore } from './recovery-code-store.port.js';
import { RecoveryCodes } from './recovery-codes.js';
import { RecoveryFlow } from './recovery.flow.js';
import { RolePolicy } from './role-policy.js';
import { SessionEnding } from './session-ending.js';
import { SignInAudit } from './sign-in-audit.js';
import { SignInCompletion } from './sign-in-completion.js';
import { SignInProfiles } from './sign-in-profiles.js';
import { SignInSteps } from './sign-in-steps.js';
import { SignInFlow } from './sign-in.flow.js';
import { SessionController } from './session.controller.js';
import { SignOutFlow } from './sign-out.flow.js';
import { SignUpFlow } from './sign-up.flow.js';
import { SignedInEnrolmentFlow } from './signed-in-enrolment.flow.js';
import { SocialController } from './social.controller.js';
import { HandoffStore } from './social/handoff-store.port.js';
import { HostedUsers } from './social/hosted-users.js';
import { OwnTotp } from './social/own-totp.js';
import { OwnTotpStore } from './social/own-totp-store.port.js';
import { SocialFlow } from './social/social.flow.js';
import { SocialHandoffs } from './social/social-handoffs.js';
import { SocialLinkFlow } from './social/social-link.flow.js';
import { SocialLinkSessions } from './social/social-link-sessions.js';
import { SocialLinks } from './social/social-links.js';
import { SocialProvider } from './social/social-provider.port.js';
import { SocialSignIn } from './social/social-sign-in.js';
import { SocialStates } from './social/social-states.js';
import { TokenFlow } from './token.flow.js';
import { TokenGrantFlow } from './token-grant.flow.js';
import { TokenVerifier } from './token-verifier.port.js';

type PoolAdapter<P, More extends readonly object[]> = new (
  client: CognitoIdentityProviderClient,
  settings: CognitoSettings,
  ...more: More
) => P;

/** A port of the user pool and its adapter, with what the adapter needs beside the pool. */
function byPool<P extends object, More extends readonly object[]>(
  port: abstract new () => P,
  Adapter: PoolAdapter<P, More>,
  ...more: readonly InjectionToken[]
): Provider {
  return {
    provide: port,
    inject: [CognitoIdentityProviderClient, AwsConnection, Settings, ...more],
    useFactory: (
      client: CognitoIdentityProviderClient,
      { userPool }: AwsConnection,
      settings: Settings,
      ...injected: More
    ) =>
      new Adapter(
        client,
        {
          userPool,
          authFlow: settings.authFlow,
          minimumPasswordLength: settings.password.minLength,
          hostedLimits: cognitoLimits(settings),
          ...(settings.cognitoDomain !== undefined && { hostedPages: settings.cognitoDomain }),
        },
        ...injected,
      ),
  };
}

const adapters: Provider[] = [
  byPool(IdentityProvider, ExternalAwareIdentityProvider, SocialProvider, OwnTotp),
  byPool(PasswordProvider, CognitoPasswordProvider),
  byPool(FactorProvider, ExternalAwareFactorProvider, OwnTotp),
  byPool(AccountProvider, CognitoAccountProvider),
  byPool(IdentityAdministration, CognitoIdentityAdministration),
  byPool(SocialProvider, CognitoSocialProvider, UpstreamObserver),
  {
    provide: TokenVerifier,
    inject: [AwsConnection, Clock],
    useFactory: ({ issuer, jwksUri, userPool }: AwsConnection, clock: Clock) =>
      new CognitoTokenVerifier({ issuer, jwksUri, clientIds: [userPool.clientId] }, clock),
  },
  { provide: RecoveryCodeStore, useClass: DynamoDbRecoveryCodeStore },
  { provide: OwnTotpStore, useClass: DynamoDbOwnTotpStore },
  { provide: HandoffStore, useClass: DynamoDbHandoffStore },
  { provide: AdminDepartures, useClass: DynamoDbAdminDepartures },
];

const flows: Provider[] = [
  SignUpFlow,
  ConfirmationFlow,
  SignInFlow,
  ChallengeFlow,
  RecoveryFlow,
  MfaEnrolmentFlow,
  SignedInEnrolmentFlow,
  TokenFlow,
  SignOutFlow,
  TokenGrantFlow,
  PasswordFlow,
  EmailChangeFlow,
  ErasureFlow,
  OwnErasureFlow,
  SocialFlow,
  SocialLinkFlow,
];

const social: Provider[] = [
  HeldSignIn,
  HostedUsers,
  OwnTotp,
  ProvenSessions,
  SocialHandoffs,
  SocialLinks,
  SocialLinkSessions,
  SocialSignIn,
  SocialStates,
];

@Module({
  imports: [AuditModule, UsersModule, SessionsModule, LimitsModule, NoticesModule],
  controllers: [
    AuthController,
    PasswordController,
    MfaController,
    OwnFactorsController,
    OwnAccountController,
    SessionController,
    SocialController,
  ],
  providers: [
    ...adapters,
    ...flows,
    ...social,
    ChallengeSessions,
    ChallengeAttempts,
    SignInCompletion,
    SignInProfiles,
    SignInAudit,
    SignInSteps,
    AccountEvents,
    AdminSafeguard,
    PersonalDataCollector,
    EnrolledFactors,
    RecoveryCodes,
    RolePolicy,
    ProfileDrafts,
    ProofAttempts,
    CommonPasswords,
    PasswordRules,
    PasswordExpiry,
    ExpiredPassword,
    SessionEnding,
  ],
  exports: [
    TokenVerifier,
    IdentityProvider,
    PasswordProvider,
    FactorProvider,
    AccountProvider,
    IdentityAdministration,
    EnrolledFactors,
    AdminSafeguard,
    ErasureFlow,
    HostedUsers,
    RolePolicy,
    TokenGrantFlow,
  ],
})
export class AuthModule {}
