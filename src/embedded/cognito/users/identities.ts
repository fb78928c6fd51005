import type { UserRecord } from '../store/records.js';

/** An account at an identity provider that signs a user in; kept, as at Cognito, in the attribute `identities`. */
export interface LinkedIdentity {
  readonly userId: string;
  readonly providerName: string;
  readonly providerType: string;
  readonly issuer: string | null;
  /** Whether the user was made by this provider, rather than linked to it later. */
  readonly primary: boolean;
  /** Epoch milliseconds. */
  readonly dateCreated: number;
}

export function identitiesOf(user: Pick<UserRecord, 'attributes'>): readonly LinkedIdentity[] {
  return JSON.parse(user.attributes['identities'] ?? '[]') as LinkedIdentity[];
}

export function withIdentities(user: UserRecord, identities: readonly LinkedIdentity[]): UserRecord {
  const attributes = { ...user.attributes, identities: JSON.stringify(identities) };
  return { ...user, attributes: identities.length > 0 ? attributes : withoutIdentities(attributes) };
}

function withoutIdentities(attributes: UserRecord['attributes']): UserRecord['attributes'] {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => name !== 'identities'));
}

/** What the store's index finds a user by. */
export function identityKey(poolId: string, providerName: string, userId: string): string {
  return `${poolId}/${providerName}/${userId}`;
}
