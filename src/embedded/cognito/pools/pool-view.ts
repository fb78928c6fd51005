import type { UserPoolType } from '@aws-sdk/client-cognito-identity-provider';
import { passwordPolicyOf } from '../passwords/password-policy.js';
import type { OperationContext } from '../protocol/operation-context.js';
import { toEpochSeconds, type WireType } from '../protocol/wire-output.js';
import type { PoolRecord } from '../store/records.js';

export function poolView(context: OperationContext, pool: PoolRecord): WireType<UserPoolType> {
  const { settings, mfa } = pool;
  const [domain] = context.store.domains.find('pool', pool.id);
  return {
    ...settings,
    Id: pool.id,
    Name: pool.name,
    Arn: pool.arn,
    Policies: {
      PasswordPolicy: passwordPolicyOf(pool),
      SignInPolicy: settings.Policies?.SignInPolicy ?? { AllowedFirstAuthFactors: ['PASSWORD'] },
    },
    DeletionProtection: settings.DeletionProtection ?? 'INACTIVE',
    LambdaConfig: settings.LambdaConfig ?? {},
    SchemaAttributes: [...pool.schema],
    ...(pool.aliasAttributes && { AliasAttributes: pool.aliasAttributes }),
    ...(pool.usernameAttributes && { UsernameAttributes: pool.usernameAttributes }),
    UsernameConfiguration: { CaseSensitive: pool.caseSensitive },
    MfaConfiguration: mfa.MfaConfiguration ?? 'OFF',
    AdminCreateUserConfig: {
      AllowAdminCreateUserOnly: false,
      UnusedAccountValidityDays: passwordPolicyOf(pool).TemporaryPasswordValidityDays,
      ...settings.AdminCreateUserConfig,
    },
    EmailConfiguration: settings.EmailConfiguration ?? { EmailSendingAccount: 'COGNITO_DEFAULT' },
    VerificationMessageTemplate: settings.VerificationMessageTemplate ?? {
      DefaultEmailOption: 'CONFIRM_WITH_CODE',
    },
    UserPoolTags: settings.UserPoolTags ?? {},
    ...(domain !== undefined && { Domain: domain.domain }),
    UserPoolTier: settings.UserPoolTier ?? 'ESSENTIALS',
    EstimatedNumberOfUsers: context.store.users.find('pool', pool.id).length,
    CreationDate: toEpochSeconds(pool.createdAt),
    LastModifiedDate: toEpochSeconds(pool.modifiedAt),
  };
}
