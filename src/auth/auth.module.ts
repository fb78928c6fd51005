import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { Module, type Provider } from '@nestjs/common';
import { AwsConnection } from '../aws/aws-connection.js';
import { Settings } from '../config/settings.js';
import { AuditModule } from '../audit/audit.module.js';
import { LimitsModule } from '../limits/limits.module.js';
import { NoticesModule } from '../notices/notices.module.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { Clock } from '../shared/clock.js';
import { UsersModule } from '../users/users.module.js';
import { AccountEvents } from './account-events.js';
import { AccountProvider } from './account-provider.port.js';
import { AuthController } from './auth.controller.js';
import { ChallengeAttempts } from './challenge-attempts.js';
import { ChallengeSessions } from './challenge-session.js';
import { ChallengeFlow } from './challenge.flow.js';
import { CognitoAccountProvider } from './cognito/cognito-account-provider.js';
import { CognitoFactorProvider } from './cognito/cognito-factor-provider.js';
import { CognitoIdentityAdministration } from './cognito/cognito-identity-administration.js';
import { CognitoIdentityProvider } from './cognito/cognito-identity-provider.js';
import { CognitoPasswordProvider } from './cognito/cognito-password-provider.js';
import type { CognitoSettings } from './cognito/cognito-settings.js';
import { CognitoTokenVerifier } from './cognito/cognito-token-verifier.js';
import { DynamoDbRecoveryCodeStore } from './dynamodb/dynamodb-recovery-code-store.js';
import { ConfirmationFlow } from './confirmation.flow.js';
import { EmailChangeFlow } from './email-change.flow.js';
import { EnrolledFactors } from './enrolled-factors.js';
import { ErasureFlow } from './erasure.flow.js';
import { FactorProvider } from './factor-provider.port.js';
import { IdentityAdministration } from './identity-administration.port.js';
import { IdentityProvider } from './identity-provider.port.js';
import { MfaController } from './mfa.controller.js';
import { MfaEnrolmentFlow } from './mfa-enrolment.flow.js';
import { OwnAccountController } from './own-account.controller.js';
import { OwnFactorsController } from './own-factors.controller.js';
import { PasswordController } from './password.controller.js';
import { PasswordFlow } from './password.flow.js';
import { PasswordProvider } from './password-provider.port.js';
import { PersonalDataCollector } from './personal-data.js';
import { ProfileDrafts } from './profile-drafts.js';
import { RecoveryCodeStore } from './recovery-code-store.port.js';
import { RecoveryCodes } from './recovery-codes.js';
import { RecoveryFlow } from './recovery.flow.js';
import { RolePolicy } from './role-policy.js';
import { SignInAudit } from './sign-in-audit.js';
import { SignInCompletion } from './sign-in-completion.js';
import { SignInSteps } from './sign-in-steps.js';
import { SignInFlow } from './sign-in.flow.js';
import { SessionController } from './session.controller.js';
import { SignOutFlow } from './sign-out.flow.js';
import { SignUpFlow } from './sign-up.flow.js';
import { SignedInEnrolmentFlow } from './signed-in-enrolment.flow.js';
import { TokenController } from './token.controller.js';
import { TokenFlow } from './token.flow.js';
import { TokenGrantFlow } from './token-grant.flow.js';
import { TokenVerifier } from './token-verifier.port.js';

type PoolAdapter<P> = new (client: CognitoIdentityProviderClient, settings: CognitoSettings) => P;

/** A port of the user pool and its adapter. */
function byPool<P extends object>(port: abstract new () => P, Adapter: PoolAdapter<P>): Provider {
  return {
    provide: port,
    inject: [CognitoIdentityProviderClient, AwsConnection, Settings],
    useFactory: (client: CognitoIdentityProviderClient, { userPool }: AwsConnection, settings: Settings) =>
      new Adapter(client, {
        userPool,
        authFlow: settings.authFlow,
        minimumPasswordLength: settings.password.minLength,
      }),
  };
}

const adapters: Provider[] = [
  byPool(IdentityProvider, CognitoIdentityProvider),
  byPool(PasswordProvider, CognitoPasswordProvider),
  byPool(FactorProvider, CognitoFactorProvider),
  byPool(AccountProvider, CognitoAccountProvider),
  byPool(IdentityAdministration, CognitoIdentityAdministration),
  {
    provide: TokenVerifier,
    inject: [AwsConnection, Clock],
    useFactory: ({ issuer, jwksUri, userPool }: AwsConnection, clock: Clock) =>
      new CognitoTokenVerifier({ issuer, jwksUri, clientId: userPool.clientId }, clock),
  },
  { provide: RecoveryCodeStore, useClass: DynamoDbRecoveryCodeStore },
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
];

@Module({
  imports: [AuditModule, UsersModule, SessionsModule, LimitsModule, NoticesModule],
  controllers: [
    AuthController,
    TokenController,
    PasswordController,
    MfaController,
    OwnFactorsController,
    OwnAccountController,
    SessionController,
  ],
  providers: [
    ...adapters,
    ...flows,
    ChallengeSessions,
    ChallengeAttempts,
    SignInCompletion,
    SignInAudit,
    SignInSteps,
    AccountEvents,
    PersonalDataCollector,
    EnrolledFactors,
    RecoveryCodes,
    RolePolicy,
    ProfileDrafts,
  ],
  exports: [
    TokenVerifier,
    IdentityProvider,
    PasswordProvider,
    FactorProvider,
    AccountProvider,
    IdentityAdministration,
    EnrolledFactors,
    ErasureFlow,
    RolePolicy,
  ],
})
export class AuthModule {}
