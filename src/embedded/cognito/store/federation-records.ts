import type { IdentityProviderTypeType } from '@aws-sdk/client-cognito-identity-provider';

/** An identity provider that users of a pool may sign in with, e.g. Google. Times are epoch milliseconds. */
export interface IdentityProviderRecord {
  readonly poolId: string;
  readonly name: string;
  readonly type: IdentityProviderTypeType;
  readonly details: Readonly<Record<string, string>>;
  /** Pool attribute to the provider's claim. */
  readonly attributeMapping: Readonly<Record<string, string>>;
  readonly identifiers: readonly string[];
  readonly createdAt: number;
  readonly modifiedAt: number;
}

/** The prefix of a pool's hosted pages. */
export interface DomainRecord {
  readonly domain: string;
  readonly poolId: string;
  readonly managedLoginVersion: number;
}

/** What an authorization code stands for; the record goes when the code is presented. */
export interface AuthorizationCodeRecord {
  readonly codeHash: string;
  readonly poolId: string;
  readonly clientId: string;
  readonly username: string;
  readonly redirectUri: string;
  readonly codeChallenge: string | undefined;
  readonly scopes: readonly string[];
  readonly nonce: string | undefined;
  readonly authTime: number;
  readonly expiresAt: number;
}

/** A browser that has signed in on the hosted pages. */
export interface HostedSessionRecord {
  readonly tokenHash: string;
  readonly poolId: string;
  readonly username: string;
  readonly authTime: number;
  readonly expiresAt: number;
}
