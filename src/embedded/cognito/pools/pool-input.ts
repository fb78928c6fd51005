import type {
  AccountRecoverySettingType,
  AcrLevelConfigType,
  DcrConfigurationType,
  DeviceConfigurationType,
  EmailConfigurationType,
  IssuerConfigurationType,
  KeyConfigurationType,
  LambdaConfigType,
  SmsConfigurationType,
  UserAttributeUpdateSettingsType,
  UserPoolAddOnsType,
  VerificationMessageTemplateType,
} from '@aws-sdk/client-cognito-identity-provider';
import { anyStructure, listOf, mapOf, optional, required, structure } from '../protocol/input-shape.js';
import { flag, integer, oneOf, text } from '../protocol/scalar-checks.js';

const passwordPolicy = structure({
  MinimumLength: optional(integer({ min: 6, max: 99 })),
  RequireUppercase: optional(flag()),
  RequireLowercase: optional(flag()),
  RequireNumbers: optional(flag()),
  RequireSymbols: optional(flag()),
  PasswordHistorySize: optional(integer({ min: 0, max: 24 })),
  TemporaryPasswordValidityDays: optional(integer({ min: 0, max: 365 })),
});

const signInPolicy = structure({
  AllowedFirstAuthFactors: optional(
    listOf(oneOf(['PASSWORD', 'EMAIL_OTP', 'SMS_OTP', 'WEB_AUTHN']), { min: 1, max: 4 }),
  ),
});

const adminCreateUserConfig = structure({
  AllowAdminCreateUserOnly: optional(flag()),
  UnusedAccountValidityDays: optional(integer({ min: 0, max: 365 })),
  InviteMessageTemplate: optional(
    structure({
      SMSMessage: optional(text({ min: 6, max: 140, pattern: /.*\{####\}.*/s })),
      EmailMessage: optional(text({ min: 6, max: 20_000, pattern: /.*\{####\}.*/s })),
      EmailSubject: optional(text({ min: 1, max: 140 })),
    }),
  ),
});

export const mfaConfiguration = oneOf(['OFF', 'ON', 'OPTIONAL']);

export const contactAttributes = listOf(oneOf(['phone_number', 'email']));
const emailBody = text({ min: 6, max: 20_000, pattern: /.*\{####\}.*/s });

/** What CreateUserPool sets and UpdateUserPool replaces. */
export const poolSettingsInput = {
  Policies: optional(
    structure({ PasswordPolicy: optional(passwordPolicy), SignInPolicy: optional(signInPolicy) }),
  ),
  DeletionProtection: optional(oneOf(['ACTIVE', 'INACTIVE'])),
  LambdaConfig: optional(anyStructure<LambdaConfigType>()),
  AutoVerifiedAttributes: optional(contactAttributes),
  SmsVerificationMessage: optional(text({ min: 6, max: 140 })),
  EmailVerificationMessage: optional(emailBody),
  EmailVerificationSubject: optional(text({ min: 1, max: 140 })),
  VerificationMessageTemplate: optional(anyStructure<VerificationMessageTemplateType>()),
  SmsAuthenticationMessage: optional(text({ min: 6, max: 140 })),
  UserAttributeUpdateSettings: optional(anyStructure<UserAttributeUpdateSettingsType>()),
  DeviceConfiguration: optional(anyStructure<DeviceConfigurationType>()),
  EmailConfiguration: optional(anyStructure<EmailConfigurationType>()),
  SmsConfiguration: optional(anyStructure<SmsConfigurationType>()),
  UserPoolTags: optional(mapOf(text({ max: 256 }))),
  AdminCreateUserConfig: optional(adminCreateUserConfig),
  UserPoolAddOns: optional(anyStructure<UserPoolAddOnsType>()),
  DcrConfiguration: optional(anyStructure<DcrConfigurationType>()),
  AccountRecoverySetting: optional(anyStructure<AccountRecoverySettingType>()),
  UserPoolTier: optional(oneOf(['LITE', 'ESSENTIALS', 'PLUS'])),
  KeyConfiguration: optional(anyStructure<KeyConfigurationType>()),
  IssuerConfiguration: optional(anyStructure<IssuerConfigurationType>()),
  AcrConfiguration: optional(anyStructure<Record<string, AcrLevelConfigType>>()),
};

const textConstraints = structure({ MinLength: optional(text()), MaxLength: optional(text()) });
const numberConstraints = structure({ MinValue: optional(text()), MaxValue: optional(text()) });

export const schemaAttribute = structure({
  Name: required(text({ min: 1, max: 20, pattern: /[\p{L}\p{M}\p{S}\p{N}\p{P}]+/u })),
  AttributeDataType: optional(oneOf(['String', 'Number', 'DateTime', 'Boolean'])),
  DeveloperOnlyAttribute: optional(flag()),
  Mutable: optional(flag()),
  Required: optional(flag()),
  NumberAttributeConstraints: optional(numberConstraints),
  StringAttributeConstraints: optional(textConstraints),
});
