import { randomInt } from 'node:crypto';
import type { PasswordOutcome } from '../../src/auth/password-provider.port.js';
import type { Clock } from '../../src/shared/clock.js';
import type { ProfileDraft } from '../../src/users/profile.js';
import { FakeTokens } from './fake-tokens.js';
import { newFakeUser, type FakeCodePurpose, type FakeUser } from './fake-user.js';

const HOUR_MS = 3_600_000;
const TEMPORARY_PASSWORD_MS = 7 * 24 * HOUR_MS;

export interface FakePoolOptions {
  readonly mfaRequired: boolean;
  readonly rotation: boolean;
  readonly challengeMinutes?: number;
  readonly minimumPasswordLength?: number;
  /** How many passwords, the current one included, may not be chosen again. */
  readonly passwordHistory?: number;
}

/** What the fake pool has mailed. */
export interface FakeMail {
  readonly to: string;
  readonly purpose: FakeCodePurpose | 'invitation' | 'sign-in';
  /** Or a temporary password. */
  readonly code: string;
}

/** A Cognito user pool in memory. The fakes of all its ports work on the same one. */
export class FakePool {
  /** Prefix of the groups that federated providers would make. */
  readonly id = 'us-east-1_Fake';
  readonly users = new Map<string, FakeUser>();
  /** Descriptions by name. */
  readonly groups = new Map<string, string | null>([['admin', 'May administer users']]);
  /** Oldest first. */
  readonly mails: FakeMail[] = [];
  readonly tokens: FakeTokens;

  constructor(
    readonly clock: Clock,
    readonly options: FakePoolOptions,
  ) {
    this.tokens = new FakeTokens(clock, options.rotation, `${this.id}_`);
  }

  get now(): number {
    return this.clock.now();
  }

  /** By id or address. */
  find(username: string): FakeUser | undefined {
    const email = username.toLowerCase();
    return this.users.get(username) ?? [...this.users.values()].find((user) => user.email === email);
  }

  /** Who an access token belongs to, as long as it is good for anything. */
  holderOf(accessToken: string): FakeUser | undefined {
    const user = this.users.get(this.tokens.ownerOf(accessToken) ?? '');
    return user?.enabled === true ? user : undefined;
  }

  create(email: string, password: string, draft: ProfileDraft): FakeUser {
    const user = newFakeUser(email, password, draft, this.now);
    this.users.set(user.userId, user);
    return user;
  }

  /** Mails a temporary password. */
  invite(user: FakeUser): void {
    user.password = `Temporary-${digits(8)}`;
    user.passwordExpiresAt = this.now + TEMPORARY_PASSWORD_MS;
    user.status = 'FORCE_CHANGE_PASSWORD';
    this.mails.push({ to: user.email, purpose: 'invitation', code: user.password });
  }

  /** The code that was mailed to an address last. */
  codeFor(email: string): string {
    return this.mails.findLast(({ to }) => to === email.toLowerCase())?.code ?? '';
  }

  mailCode(user: FakeUser, purpose: FakeCodePurpose): void {
    const lifetime = purpose === 'reset-password' ? HOUR_MS : 24 * HOUR_MS;
    const value = digits(6);
    user.codes.set(purpose, { value, expiresAt: this.now + lifetime });
    const to = purpose === 'verify-email' ? (user.newEmail ?? user.email) : user.email;
    this.mails.push({ to, purpose, code: value });
  }

  /** What is wrong with a code; one that is right has to be burned by `user.codes.delete`. */
  faultOfCode(
    user: FakeUser,
    purpose: FakeCodePurpose,
    given: string,
  ): 'code_mismatch' | 'code_expired' | null {
    const code = user.codes.get(purpose);
    if (code === undefined || code.expiresAt <= this.now) return 'code_expired';
    return code.value === given ? null : 'code_mismatch';
  }

  /** Groups that federated providers would make do not exist for the service. */
  isAutomatic(group: string): boolean {
    return group.startsWith(`${this.id}_`);
  }

  /** What keeps a password from being set. */
  faultOf(password: string, user?: FakeUser): Exclude<PasswordOutcome, { outcome: 'set' }> | null {
    const minimum = this.options.minimumPasswordLength ?? 8;
    if (password.length < minimum) {
      return { outcome: 'rejected', violations: [`must be at least ${minimum} characters long`] };
    }
    if (password !== password.trim()) return { outcome: 'rejected', violations: ['must not contain spaces'] };
    if (user === undefined) return null;
    const used = [user.password, ...user.formerPasswords].slice(0, this.options.passwordHistory ?? 0);
    return used.includes(password) ? { outcome: 'reused' } : null;
  }

  /** Sets a lasting password; whether it may be one was asked before. */
  setPassword(user: FakeUser, password: string): void {
    user.formerPasswords = [user.password, ...user.formerPasswords];
    user.password = password;
    user.passwordExpiresAt = null;
    user.status = 'CONFIRMED';
  }
}

export function digits(count: number): string {
  return String(randomInt(10 ** count)).padStart(count, '0');
}
