import type { IdentityProviderType } from '@aws-sdk/client-cognito-identity-provider';
import { listOf, mapOf, optional } from '../protocol/input-shape.js';
import { refusals } from '../protocol/refusals.js';
import { text } from '../protocol/scalar-checks.js';
import { toEpochSeconds, type WireType } from '../protocol/wire-output.js';
import type { IdentityProviderRecord } from '../store/federation-records.js';
import type { PoolRecord } from '../store/records.js';

/** What CreateIdentityProvider and UpdateIdentityProvider share. */
export const identityProviderInput = {
  AttributeMapping: optional(mapOf(text({ max: 131_072 }))),
  IdpIdentifiers: optional(listOf(text({ min: 1, max: 40, pattern: /[\w\s+=.@-]+/ }), { max: 50 })),
};

export const providerDetails = mapOf(text({ max: 131_072, secret: true }));

/** What Cognito knows of Google by itself and shows beside what was given. */
const GOOGLE_ENDPOINTS = {
  attributes_url: 'https://people.googleapis.com/v1/people/me?personFields=',
  attributes_url_add_attributes: 'true',
  authorize_url: 'https://accounts.google.com/o/oauth2/v2/auth',
  oidc_issuer: 'https://accounts.google.com',
  token_request_method: 'POST',
  token_url: 'https://www.googleapis.com/oauth2/v4/token',
};

export function googleDetails(given: Readonly<Record<string, string>>): Record<string, string> {
  const missing = ['client_id', 'client_secret', 'authorize_scopes'].find(
    (name) => (given[name] ?? '') === '',
  );
  if (missing !== undefined) {
    throw refusals.invalidParameter(`Invalid ProviderDetails: ${missing} is required.`);
  }
  return { ...GOOGLE_ENDPOINTS, ...given };
}

/** The username is always the provider's subject, whether or not it is mapped. */
export function attributeMapping(
  pool: PoolRecord,
  given: Readonly<Record<string, string>>,
): Record<string, string> {
  const unknown = Object.keys(given).find(
    (name) => name !== 'username' && !pool.schema.some((attribute) => attribute.Name === name),
  );
  if (unknown !== undefined) {
    throw refusals.invalidParameter(`Invalid AttributeMapping: ${unknown} is not in the pool's schema.`);
  }
  return { username: 'sub', ...given };
}

export function identityProviderView(provider: IdentityProviderRecord): WireType<IdentityProviderType> {
  return {
    UserPoolId: provider.poolId,
    ProviderName: provider.name,
    ProviderType: provider.type,
    ProviderDetails: { ...provider.details },
    AttributeMapping: { ...provider.attributeMapping },
    IdpIdentifiers: [...provider.identifiers],
    LastModifiedDate: toEpochSeconds(provider.modifiedAt),
    CreationDate: toEpochSeconds(provider.createdAt),
  };
}
