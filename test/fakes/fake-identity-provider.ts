import { generateSecret } from 'otplib';
import {
  IdentityProvider,
  type AssociateResult,
  type ChallengeStep,
  type ConfirmResult,
  type EnrolmentSubject,
  type IdentityAccount,
  type MfaMethod,
  type NewPasswordStep,
  type PendingChallenge,
  type RefreshResult,
  type SignInStep,
  type SignUpRequest,
  type SignUpResult,
  type VerifyEnrolmentResult,
} from '../../src/auth/identity-provider.port.js';
import { maskEmail } from '../../src/shared/mask.js';
import { FakeChallenges } from './fake-challenges.js';
import type { FakePool } from './fake-pool.js';
import { enrolTotp, usesTotp } from './fake-totp.js';
import { factorsOf, identityOf, type FakeUser } from './fake-user.js';

const FREE_FAILURES = 5;
const LONGEST_LOCK_MS = 900_000;

/** Cognito in memory: as strict about passwords, codes, sessions and tokens as the contract asks for. */
export class FakeIdentityProvider extends IdentityProvider {
  private readonly challenges: FakeChallenges;

  constructor(private readonly pool: FakePool) {
    super();
    this.challenges = new FakeChallenges(pool);
  }

  signUp({ email, password, draft, language }: SignUpRequest): Promise<SignUpResult> {
    const fault = this.pool.faultOf(password);
    if (fault?.outcome === 'rejected') {
      return Promise.resolve({ outcome: 'password_rejected', violations: fault.violations });
    }
    if (this.pool.find(email) !== undefined) return Promise.resolve({ outcome: 'taken' });
    const user = this.pool.create(email, password, draft);
    user.locale = language ?? null;
    this.pool.mailCode(user, 'sign-up');
    const delivery = { medium: 'EMAIL' as const, destination: maskEmail(user.email) };
    return Promise.resolve({ outcome: 'created', userId: user.userId, confirmed: false, delivery });
  }

  confirmSignUp(email: string, code: string): Promise<ConfirmResult> {
    const user = this.pool.find(email);
    if (user === undefined) return Promise.resolve('code_mismatch');
    if (user.status !== 'UNCONFIRMED') return Promise.resolve('already_confirmed');
    const fault = this.pool.faultOfCode(user, 'sign-up', code);
    if (fault !== null) return Promise.resolve(fault);
    user.codes.delete('sign-up');
    user.status = 'CONFIRMED';
    user.emailVerified = true;
    return Promise.resolve('confirmed');
  }

  resendCode(email: string): Promise<void> {
    const user = this.pool.find(email);
    if (user?.status === 'UNCONFIRMED') this.pool.mailCode(user, 'sign-up');
    return Promise.resolve();
  }

  findAccount(username: string): Promise<IdentityAccount | null> {
    const user = this.pool.find(username);
    if (user === undefined) return Promise.resolve(null);
    const confirmed = user.status !== 'UNCONFIRMED';
    return Promise.resolve({ identity: identityOf(user), enabled: user.enabled, confirmed });
  }

  signIn(email: string, password: string): Promise<SignInStep> {
    return Promise.resolve(this.checkPassword(this.pool.find(email), password));
  }

  answerMfa(pending: PendingChallenge, method: MfaMethod, code: string): Promise<ChallengeStep> {
    const user = this.challenges.ownerOf(pending, 'MFA');
    if (user === undefined) return Promise.resolve({ step: 'session_expired' });
    const isRight =
      method === 'TOTP'
        ? usesTotp(user, user.totp, code, this.pool.now)
        : this.challenges.isSentCode(pending, code);
    return Promise.resolve(isRight ? this.finish(user, pending) : { step: 'code_mismatch' });
  }

  selectMfa(pending: PendingChallenge, method: MfaMethod): Promise<ChallengeStep> {
    const user = this.challenges.ownerOf(pending, 'MFA_SELECTION');
    if (user === undefined || !factorsOf(user).includes(method)) {
      return Promise.resolve({ step: 'session_expired' });
    }
    this.challenges.spend(pending);
    return Promise.resolve({ step: 'challenge', pending: this.challenges.askFactor(user, method) });
  }

  answerNewPassword(pending: PendingChallenge, newPassword: string): Promise<NewPasswordStep> {
    const user = this.challenges.ownerOf(pending, 'NEW_PASSWORD');
    if (user === undefined) return Promise.resolve({ step: 'session_expired' });
    const fault = this.pool.faultOf(newPassword, user);
    if (fault?.outcome === 'rejected') {
      return Promise.resolve({ step: 'password_rejected', violations: fault.violations });
    }
    if (fault !== null) return Promise.resolve({ step: 'password_reused' });
    this.pool.setPassword(user, newPassword);
    this.challenges.spend(pending);
    return Promise.resolve(this.afterPassword(user));
  }

  associateTotp(subject: EnrolmentSubject): Promise<AssociateResult> {
    const pending = 'pending' in subject ? subject.pending : null;
    const user =
      'pending' in subject
        ? this.challenges.ownerOf(subject.pending, 'MFA_SETUP')
        : this.pool.holderOf(subject.accessToken);
    if (user === undefined) return Promise.resolve({ outcome: 'session_expired' });
    user.newTotp = generateSecret();
    if (pending === null) {
      return Promise.resolve({ outcome: 'associated', secret: user.newTotp, providerSession: null });
    }
    this.challenges.spend(pending);
    const { providerSession } = this.challenges.ask(user, pending.challenge);
    return Promise.resolve({ outcome: 'associated', secret: user.newTotp, providerSession });
  }

  verifyTotp(subject: { readonly accessToken: string }, code: string): Promise<VerifyEnrolmentResult> {
    const user = this.pool.holderOf(subject.accessToken);
    if (user === undefined) return Promise.resolve('session_expired');
    if (!enrolTotp(user, code, this.pool.now)) return Promise.resolve('code_mismatch');
    user.preferredFactor = 'TOTP';
    return Promise.resolve('verified');
  }

  completeTotpSetup(pending: PendingChallenge, code: string): Promise<ChallengeStep> {
    const user = this.challenges.ownerOf(pending, 'MFA_SETUP');
    if (user === undefined) return Promise.resolve({ step: 'session_expired' });
    const isRight = enrolTotp(user, code, this.pool.now);
    return Promise.resolve(isRight ? this.finish(user, pending) : { step: 'code_mismatch' });
  }

  refresh(refreshToken: string): Promise<RefreshResult> {
    const held = this.pool.tokens.refresh(refreshToken);
    if (held.outcome !== 'alive') return Promise.resolve({ outcome: held.outcome });
    const user = this.pool.users.get(held.userId);
    if (user === undefined) return Promise.resolve({ outcome: 'invalid' });
    if (!user.enabled) return Promise.resolve({ outcome: 'account_disabled' });
    return Promise.resolve({ outcome: 'refreshed', signIn: held.issue(user) });
  }

  revokeRefreshToken(refreshToken: string): Promise<void> {
    this.pool.tokens.revoke(refreshToken);
    return Promise.resolve();
  }

  private checkPassword(user: FakeUser | undefined, password: string): SignInStep {
    const { now } = this.pool;
    if (user === undefined) return { step: 'refused', reason: 'invalid_credentials' };
    if (user.lockedUntil > now) return { step: 'refused', reason: 'account_locked' };
    if (user.password !== password) {
      user.failures += 1;
      const lock = user.failures < FREE_FAILURES ? 0 : 2 ** (user.failures - FREE_FAILURES) * 1000;
      user.lockedUntil = now + Math.min(lock, LONGEST_LOCK_MS);
      return { step: 'refused', reason: 'invalid_credentials' };
    }
    user.failures = 0;
    if (!user.enabled) return { step: 'refused', reason: 'account_disabled' };
    if (user.status === 'UNCONFIRMED') return { step: 'refused', reason: 'user_not_confirmed' };
    const isOver = user.passwordExpiresAt !== null && user.passwordExpiresAt <= now;
    if (user.status === 'RESET_REQUIRED' || isOver) {
      return { step: 'refused', reason: 'password_reset_required' };
    }
    return this.afterPassword(user);
  }

  private afterPassword(user: FakeUser): SignInStep {
    const pending = this.challenges.nextFor(user);
    if (pending !== undefined) return { step: 'challenge', pending };
    return { step: 'authenticated', signIn: this.pool.tokens.open(user) };
  }

  private finish(user: FakeUser, pending: PendingChallenge): ChallengeStep {
    this.challenges.spend(pending);
    return { step: 'authenticated', signIn: this.pool.tokens.open(user) };
  }
}
