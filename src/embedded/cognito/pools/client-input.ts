import type { AnalyticsConfigurationType } from '@aws-sdk/client-cognito-identity-provider';
import { anyStructure, listOf, optional, required, structure } from '../protocol/input-shape.js';
import { flag, integer, oneOf, text } from '../protocol/scalar-checks.js';

const url = text({ min: 1, max: 1024, pattern: /[\p{L}\p{M}\p{S}\p{N}\p{P}]+/u });
const attributeNames = listOf(text({ min: 1, max: 2048 }));
const timeUnit = oneOf(['seconds', 'minutes', 'hours', 'days']);

/** What CreateUserPoolClient sets and UpdateUserPoolClient replaces. */
export const clientSettingsInput = {
  RefreshTokenValidity: optional(integer({ min: 0, max: 315_360_000 })),
  AccessTokenValidity: optional(integer({ min: 1, max: 86_400 })),
  IdTokenValidity: optional(integer({ min: 1, max: 86_400 })),
  TokenValidityUnits: optional(
    structure({
      AccessToken: optional(timeUnit),
      IdToken: optional(timeUnit),
      RefreshToken: optional(timeUnit),
    }),
  ),
  ReadAttributes: optional(attributeNames),
  WriteAttributes: optional(attributeNames),
  ExplicitAuthFlows: optional(
    listOf(
      oneOf([
        'ADMIN_NO_SRP_AUTH',
        'CUSTOM_AUTH_FLOW_ONLY',
        'USER_PASSWORD_AUTH',
        'ALLOW_ADMIN_USER_PASSWORD_AUTH',
        'ALLOW_CUSTOM_AUTH',
        'ALLOW_USER_PASSWORD_AUTH',
        'ALLOW_USER_SRP_AUTH',
        'ALLOW_REFRESH_TOKEN_AUTH',
        'ALLOW_USER_AUTH',
      ]),
    ),
  ),
  SupportedIdentityProviders: optional(listOf(text({ min: 1, max: 32 }))),
  CallbackURLs: optional(listOf(url, { max: 100 })),
  LogoutURLs: optional(listOf(url, { max: 100 })),
  DefaultRedirectURI: optional(url),
  AllowedOAuthFlows: optional(listOf(oneOf(['code', 'implicit', 'client_credentials']), { max: 3 })),
  AllowedOAuthScopes: optional(listOf(text({ min: 1, max: 256 }), { max: 50 })),
  AllowedOAuthFlowsUserPoolClient: optional(flag()),
  AnalyticsConfiguration: optional(anyStructure<AnalyticsConfigurationType>()),
  PreventUserExistenceErrors: optional(oneOf(['LEGACY', 'ENABLED'])),
  EnableTokenRevocation: optional(flag()),
  EnablePropagateAdditionalUserContextData: optional(flag()),
  AuthSessionValidity: optional(integer({ min: 3, max: 15 })),
  RefreshTokenRotation: optional(
    structure({
      Feature: required(oneOf(['ENABLED', 'DISABLED'])),
      RetryGracePeriodSeconds: optional(integer({ min: 0, max: 60 })),
    }),
  ),
};
