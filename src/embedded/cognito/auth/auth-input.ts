import type { AnalyticsMetadataType, UserContextDataType } from '@aws-sdk/client-cognito-identity-provider';
import { clientId, session } from '../protocol/input-fields.js';
import { anyStructure, listOf, mapOf, optional, required, structure } from '../protocol/input-shape.js';
import { oneOf, text } from '../protocol/scalar-checks.js';

const metadata = {
  ClientMetadata: optional(mapOf(text({ max: 131_072 }))),
  AnalyticsMetadata: optional(anyStructure<AnalyticsMetadataType>()),
};

/** Metadata, device and risk data are taken as Cognito takes them and have no effect here. */
export const publicCaller = { ...metadata, UserContextData: optional(anyStructure<UserContextDataType>()) };
export const adminCaller = {
  ...metadata,
  ContextData: optional(
    structure({
      IpAddress: required(text()),
      ServerName: required(text()),
      ServerPath: required(text()),
      HttpHeaders: required(
        listOf(structure({ headerName: optional(text()), headerValue: optional(text()) })),
      ),
      EncodedData: optional(text()),
    }),
  ),
};

export const initiateAuthInput = {
  ClientId: required(clientId),
  AuthFlow: required(
    oneOf([
      'USER_SRP_AUTH',
      'REFRESH_TOKEN_AUTH',
      'REFRESH_TOKEN',
      'CUSTOM_AUTH',
      'ADMIN_NO_SRP_AUTH',
      'USER_PASSWORD_AUTH',
      'ADMIN_USER_PASSWORD_AUTH',
      'USER_AUTH',
    ]),
  ),
  AuthParameters: optional(mapOf(text({ max: 131_072, secret: true }))),
  Session: optional(session),
};

export const respondInput = {
  ClientId: required(clientId),
  ChallengeName: required(
    oneOf([
      'SMS_MFA',
      'EMAIL_OTP',
      'SOFTWARE_TOKEN_MFA',
      'SELECT_MFA_TYPE',
      'MFA_SETUP',
      'PASSWORD_VERIFIER',
      'CUSTOM_CHALLENGE',
      'SELECT_CHALLENGE',
      'DEVICE_SRP_AUTH',
      'DEVICE_PASSWORD_VERIFIER',
      'ADMIN_NO_SRP_AUTH',
      'NEW_PASSWORD_REQUIRED',
      'SMS_OTP',
      'PASSWORD',
      'WEB_AUTHN',
      'PASSWORD_SRP',
    ]),
  ),
  ChallengeResponses: optional(mapOf(text({ max: 131_072, secret: true }))),
  Session: optional(session),
};
