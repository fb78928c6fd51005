import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { Module, type Provider } from '@nestjs/common';
import { AwsConnection } from '../aws/aws-connection.js';
import { Settings } from '../config/settings.js';
import { LimitsModule } from '../limits/limits.module.js';
import { NoticesModule } from '../notices/notices.module.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { Clock } from '../shared/clock.js';
import { UsersModule } from '../users/users.module.js';
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
import { EnrolledFactors } from './enrolled-factors.js';
import { FactorProvider } from './factor-provider.port.js';
import { IdentityAdministration } from './identity-administration.port.js';
import { IdentityProvider } from './identity-provider.port.js';
import { MfaController } from './mfa.controller.js';
import { MfaEnrolmentFlow } from './mfa-enrolment.flow.js';
import { PasswordProvider } from './password-provider.port.js';
import { RecoveryCodeStore } from './recovery-code-store.port.js';
import { RecoveryCodes } from './recovery-codes.js';
import { RolePolicy } from './role-policy.js';
import { SignInCompletion } from './sign-in-completion.js';
import { SignInFlow } from './sign-in.flow.js';
import { SignUpFlow } from './sign-up.flow.js';
import { TokenFlow } from './token.flow.js';
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

const flows: Provider[] = [SignUpFlow, SignInFlow, ChallengeFlow, MfaEnrolmentFlow, TokenFlow];

@Module({
  imports: [UsersModule, SessionsModule, LimitsModule, NoticesModule],
  controllers: [AuthController, MfaController],
  providers: [
    ...adapters,
    ...flows,
    ChallengeSessions,
    ChallengeAttempts,
    SignInCompletion,
    EnrolledFactors,
    RecoveryCodes,
    RolePolicy,
  ],
  exports: [
    TokenVerifier,
    IdentityProvider,
    PasswordProvider,
    FactorProvider,
    AccountProvider,
    IdentityAdministration,
  ],
})
export class AuthModule {}
