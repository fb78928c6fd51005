import { randomUUID } from 'node:crypto';
import { generateSecret, verifySync } from 'otplib';
import {
  IdentityProvider,
  type AssociateResult,
  type ChallengeStep,
  type CompletedSignIn,
  type ConfirmResult,
  type EnrolmentSubject,
  type IdentityAccount,
  type MfaMethod,
  type PendingChallenge,
  type RefreshResult,
  type SignInStep,
  type SignUpRequest,
  type SignUpResult,
  type VerifyEnrolmentResult,
} from '../../src/auth/identity-provider.port.js';
import type { Clock } from '../../src/shared/clock.js';
import { maskEmail } from '../../src/shared/mask.js';
import { identityOf, newFakeUser, type FakeUser } from './fake-user.js';

const HOUR_MS = 3_600_000;
const GRACE_MS = 60_000;
const FREE_FAILURES = 5;

export interface FakeIdentityOptions {
  readonly mfaRequired: boolean;
  readonly rotation: boolean;
  readonly challengeMinutes?: number;
  readonly minimumPasswordLength?: number;
}

interface FakeSession {
  readonly userId: string;
  readonly kind: 'MFA' | 'MFA_SETUP';
  readonly expiresAt: number;
}

interface Family {
  readonly sessionId: string;
  readonly userId: string;
  readonly authTime: number;
  revoked: boolean;
}

/** Cognito in memory: as strict about passwords, codes, sessions and tokens as the contract asks for. */
export class FakeIdentityProvider extends IdentityProvider {
  private readonly users = new Map<string, FakeUser>();
  private readonly sessions = new Map<string, FakeSession>();
  private readonly accessTokens = new Map<string, Family>();
  private readonly refreshTokens = new Map<string, { readonly family: Family; retiredAt: number | null }>();

  constructor(
    private readonly clock: Clock,
    private readonly options: FakeIdentityOptions,
  ) {
    super();
  }

  /** The code that was mailed last. */
  codeFor(email: string): string {
    return this.find(email)?.code?.value ?? '';
  }

  addToGroup(userId: string, group: string): void {
    this.users.get(userId)?.groups.add(group);
  }

  disable(userId: string): void {
    const user = this.users.get(userId);
    if (user !== undefined) user.enabled = false;
  }

  signUp({ email, password, draft }: SignUpRequest): Promise<SignUpResult> {
    const minimum = this.options.minimumPasswordLength ?? 8;
    if (password.length < minimum) {
      const violations = [`must be at least ${minimum} characters long`];
      return Promise.resolve({ outcome: 'password_rejected', violations });
    }
    if (this.find(email) !== undefined) return Promise.resolve({ outcome: 'taken' });
    const user = newFakeUser(email, password, draft);
    this.users.set(user.userId, user);
    this.mailCode(user);
    const delivery = { medium: 'EMAIL' as const, destination: maskEmail(user.email) };
    return Promise.resolve({ outcome: 'created', userId: user.userId, confirmed: false, delivery });
  }

  confirmSignUp(email: string, code: string): Promise<ConfirmResult> {
    const user = this.find(email);
    if (user === undefined) return Promise.resolve('code_mismatch');
    if (user.confirmed) return Promise.resolve('already_confirmed');
    if (user.code === null || user.code.expiresAt <= this.clock.now()) return Promise.resolve('code_expired');
    if (user.code.value !== code) return Promise.resolve('code_mismatch');
    user.confirmed = true;
    user.code = null;
    return Promise.resolve('confirmed');
  }

  resendCode(email: string): Promise<void> {
    const user = this.find(email);
    if (user !== undefined && !user.confirmed) this.mailCode(user);
    return Promise.resolve();
  }

  findAccount(username: string): Promise<IdentityAccount | null> {
    const user = this.find(username);
    if (user === undefined) return Promise.resolve(null);
    const { enabled, confirmed } = user;
    return Promise.resolve({ identity: identityOf(user), enabled, confirmed });
  }

  signIn(email: string, password: string): Promise<SignInStep> {
    return Promise.resolve(this.checkPassword(this.find(email), password));
  }

  answerMfa(pending: PendingChallenge, _method: MfaMethod, code: string): Promise<ChallengeStep> {
    const user = this.ownerOf(pending, 'MFA');
    if (user === undefined) return Promise.resolve({ step: 'session_expired' });
    if (!this.uses(user, user.totp, code)) return Promise.resolve({ step: 'code_mismatch' });
    this.sessions.delete(pending.providerSession);
    return Promise.resolve({ step: 'authenticated', signIn: this.open(user) });
  }

  selectMfa(): Promise<ChallengeStep> {
    return Promise.resolve({ step: 'session_expired' });
  }

  answerNewPassword(): Promise<ChallengeStep> {
    return Promise.resolve({ step: 'session_expired' });
  }

  associateTotp(subject: EnrolmentSubject): Promise<AssociateResult> {
    const pending = 'pending' in subject ? subject.pending : null;
    const user =
      'pending' in subject ? this.ownerOf(subject.pending, 'MFA_SETUP') : this.holderOf(subject.accessToken);
    if (user === undefined) return Promise.resolve({ outcome: 'session_expired' });
    user.newTotp = generateSecret();
    if (pending !== null) this.sessions.delete(pending.providerSession);
    const providerSession = pending === null ? null : this.openSession(user, 'MFA_SETUP');
    return Promise.resolve({ outcome: 'associated', secret: user.newTotp, providerSession });
  }

  verifyTotp(subject: { readonly accessToken: string }, code: string): Promise<VerifyEnrolmentResult> {
    const user = this.holderOf(subject.accessToken);
    if (user === undefined) return Promise.resolve('session_expired');
    return Promise.resolve(this.enrol(user, code) ? 'verified' : 'code_mismatch');
  }

  completeTotpSetup(pending: PendingChallenge, code: string): Promise<ChallengeStep> {
    const user = this.ownerOf(pending, 'MFA_SETUP');
    if (user === undefined) return Promise.resolve({ step: 'session_expired' });
    if (!this.enrol(user, code)) return Promise.resolve({ step: 'code_mismatch' });
    this.sessions.delete(pending.providerSession);
    return Promise.resolve({ step: 'authenticated', signIn: this.open(user) });
  }

  refresh(refreshToken: string): Promise<RefreshResult> {
    const now = this.clock.now();
    const held = this.refreshTokens.get(refreshToken);
    const user = held && this.users.get(held.family.userId);
    if (held === undefined || user === undefined || held.family.revoked) {
      return Promise.resolve({ outcome: 'invalid' });
    }
    if (!user.enabled) return Promise.resolve({ outcome: 'account_disabled' });
    if (held.retiredAt !== null && held.retiredAt + GRACE_MS <= now)
      return Promise.resolve({ outcome: 'reused' });
    if (this.options.rotation) held.retiredAt ??= now;
    const signIn = this.issue(user, held.family, this.options.rotation ? undefined : refreshToken);
    return Promise.resolve({ outcome: 'refreshed', signIn });
  }

  revokeRefreshToken(refreshToken: string): Promise<void> {
    const held = this.refreshTokens.get(refreshToken);
    if (held !== undefined) held.family.revoked = true;
    return Promise.resolve();
  }

  private find(username: string): FakeUser | undefined {
    const email = username.toLowerCase();
    return this.users.get(username) ?? [...this.users.values()].find((user) => user.email === email);
  }

  private mailCode(user: FakeUser): void {
    const value = String(Math.floor(Math.random() * 1_000_000)).padStart(6, '0');
    user.code = { value, expiresAt: this.clock.now() + 24 * HOUR_MS };
  }

  private checkPassword(user: FakeUser | undefined, password: string): SignInStep {
    const now = this.clock.now();
    if (user === undefined) return { step: 'refused', reason: 'invalid_credentials' };
    if (user.lockedUntil > now) return { step: 'refused', reason: 'account_locked' };
    if (user.password !== password) {
      user.failures += 1;
      const lock = user.failures < FREE_FAILURES ? 0 : 2 ** (user.failures - FREE_FAILURES) * 1000;
      user.lockedUntil = now + Math.min(lock, HOUR_MS / 4);
      return { step: 'refused', reason: 'invalid_credentials' };
    }
    user.failures = 0;
    if (!user.enabled) return { step: 'refused', reason: 'account_disabled' };
    if (!user.confirmed) return { step: 'refused', reason: 'user_not_confirmed' };
    if (user.totp !== null) return this.challenge(user, 'MFA');
    if (this.options.mfaRequired) return this.challenge(user, 'MFA_SETUP');
    return { step: 'authenticated', signIn: this.open(user) };
  }

  private challenge(user: FakeUser, kind: FakeSession['kind']): SignInStep {
    const challenge =
      kind === 'MFA' ? ({ kind, method: 'TOTP' } as const) : ({ kind, methods: ['TOTP'] } as const);
    const providerSession = this.openSession(user, kind);
    return { step: 'challenge', pending: { challenge, username: user.userId, providerSession } };
  }

  private openSession(user: FakeUser, kind: FakeSession['kind']): string {
    const session = randomUUID();
    const expiresAt = this.clock.now() + (this.options.challengeMinutes ?? 3) * 60_000;
    this.sessions.set(session, { userId: user.userId, kind, expiresAt });
    return session;
  }

  private ownerOf(pending: PendingChallenge, kind: FakeSession['kind']): FakeUser | undefined {
    const session = this.sessions.get(pending.providerSession);
    if (session?.kind !== kind || session.expiresAt <= this.clock.now()) return undefined;
    const user = this.users.get(session.userId);
    return user === this.find(pending.username) ? user : undefined;
  }

  private holderOf(accessToken: string): FakeUser | undefined {
    const family = this.accessTokens.get(accessToken);
    return family === undefined || family.revoked ? undefined : this.users.get(family.userId);
  }

  private enrol(user: FakeUser, code: string): boolean {
    if (!this.uses(user, user.newTotp, code)) return false;
    user.totp = user.newTotp;
    user.newTotp = null;
    return true;
  }

  /** Checks a code of this half minute or a neighbouring one, and burns it. */
  private uses(user: FakeUser, secret: string | null, code: string): boolean {
    if (secret === null) return false;
    const epoch = Math.floor(this.clock.now() / 1000);
    const result = verifySync({ secret, token: code, epoch, epochTolerance: 30 });
    if (!result.valid) return false;
    const step = Math.floor(epoch / 30) + result.delta;
    if (step <= user.usedStep && secret === user.totp) return false;
    user.usedStep = step;
    return true;
  }

  private open(user: FakeUser): CompletedSignIn {
    const authTime = Math.floor(this.clock.now() / 1000);
    return this.issue(user, { sessionId: randomUUID(), userId: user.userId, authTime, revoked: false });
  }

  private issue(user: FakeUser, family: Family, refreshToken: string = randomUUID()): CompletedSignIn {
    const accessToken = randomUUID();
    this.accessTokens.set(accessToken, family);
    if (!this.refreshTokens.has(refreshToken))
      this.refreshTokens.set(refreshToken, { family, retiredAt: null });
    return {
      tokens: { accessToken, idToken: randomUUID(), refreshToken, expiresIn: 3600 },
      identity: identityOf(user),
      groups: [...user.groups],
      sessionId: family.sessionId,
      authTime: family.authTime,
      issuedAt: Math.floor(this.clock.now() / 1000),
    };
  }
}
