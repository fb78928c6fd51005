import { randomUUID } from 'node:crypto';
import type { IdentitySnapshot, ProfileDraft } from '../../src/users/profile.js';

/** An account of the fake identity provider. */
export interface FakeUser {
  readonly userId: string;
  readonly email: string;
  readonly password: string;
  readonly draft: ProfileDraft;
  readonly groups: Set<string>;
  confirmed: boolean;
  enabled: boolean;
  code: { readonly value: string; readonly expiresAt: number } | null;
  totp: string | null;
  /** A secret handed out and not verified yet. */
  newTotp: string | null;
  /** The last 30-second step whose code was used. */
  usedStep: number;
  failures: number;
  lockedUntil: number;
}

export function newFakeUser(email: string, password: string, draft: ProfileDraft): FakeUser {
  return {
    userId: randomUUID(),
    email: email.toLowerCase(),
    password,
    draft,
    groups: new Set(),
    confirmed: false,
    enabled: true,
    code: null,
    totp: null,
    newTotp: null,
    usedStep: 0,
    failures: 0,
    lockedUntil: 0,
  };
}

export function identityOf(user: FakeUser): IdentitySnapshot {
  return { ...user.draft, userId: user.userId, email: user.email, emailVerified: user.confirmed };
}
