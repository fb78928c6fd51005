import { randomUUID } from 'node:crypto';
import type { AccountStatus, AdministeredAccount } from '../../src/auth/identity-administration.port.js';
import type { MfaMethod } from '../../src/auth/identity-provider.port.js';
import type { IdentitySnapshot, ProfileDraft } from '../../src/users/profile.js';

export type FakeCodePurpose = 'sign-up' | 'reset-password' | 'verify-email';

/** An account of the fake pool. Times are epoch milliseconds. */
export interface FakeUser {
  readonly userId: string;
  readonly createdAt: number;
  readonly groups: Set<string>;
  readonly codes: Map<FakeCodePurpose, { readonly value: string; readonly expiresAt: number }>;
  /** Second factors beside TOTP that are switched on. */
  readonly deliveredFactors: Set<Exclude<MfaMethod, 'TOTP'>>;
  draft: ProfileDraft;
  locale: string | null;
  email: string;
  emailVerified: boolean;
  /** Waits for its code. */
  newEmail: string | null;
  password: string;
  /** When a temporary password ends. */
  passwordExpiresAt: number | null;
  formerPasswords: readonly string[];
  status: AccountStatus;
  enabled: boolean;
  preferredFactor: MfaMethod | null;
  totp: string | null;
  /** A secret handed out and not verified yet. */
  newTotp: string | null;
  /** The last 30-second step whose code was used. */
  usedStep: number;
  failures: number;
  lockedUntil: number;
}

export function newFakeUser(email: string, password: string, draft: ProfileDraft, now: number): FakeUser {
  return {
    userId: randomUUID(),
    createdAt: now,
    groups: new Set(),
    codes: new Map(),
    deliveredFactors: new Set(),
    draft,
    locale: null,
    email: email.toLowerCase(),
    emailVerified: false,
    newEmail: null,
    password,
    passwordExpiresAt: null,
    formerPasswords: [],
    status: 'UNCONFIRMED',
    enabled: true,
    preferredFactor: null,
    totp: null,
    newTotp: null,
    usedStep: 0,
    failures: 0,
    lockedUntil: 0,
  };
}

export function identityOf({ draft, userId, email, emailVerified }: FakeUser): IdentitySnapshot {
  return { ...draft, userId, email, emailVerified };
}

export function accountOf(user: FakeUser): AdministeredAccount {
  const { enabled, status, createdAt } = user;
  return { identity: identityOf(user), enabled, status, createdAt: new Date(createdAt).toISOString() };
}

/** The factors that a sign-in can be asked for, in the order TOTP, SMS, EMAIL. */
export function factorsOf({ totp, deliveredFactors }: FakeUser): readonly MfaMethod[] {
  const delivered = (['SMS', 'EMAIL'] as const).filter((method) => deliveredFactors.has(method));
  return totp === null ? delivered : ['TOTP', ...delivered];
}
