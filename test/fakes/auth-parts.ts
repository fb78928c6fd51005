import { generateSync } from 'otplib';
import { AccountEvents } from '../../src/auth/account-events.js';
import type { AuthOutcome } from '../../src/auth/auth-outcome.js';
import { ChallengeAttempts } from '../../src/auth/challenge-attempts.js';
import { ChallengeSessions } from '../../src/auth/challenge-session.js';
import { ChallengeFlow } from '../../src/auth/challenge.flow.js';
import { CommonPasswords } from '../../src/auth/common-passwords.js';
import { ConfirmationFlow } from '../../src/auth/confirmation.flow.js';
import { EnrolledFactors } from '../../src/auth/enrolled-factors.js';
import { ExpiredPassword } from '../../src/auth/expired-password.js';
import { HeldSignIn } from '../../src/auth/held-sign-in.js';
import { MfaEnrolmentFlow } from '../../src/auth/mfa-enrolment.flow.js';
import { PasswordExpiry } from '../../src/auth/password-expiry.js';
import { PasswordRules } from '../../src/auth/password-rules.js';
import { ProofAttempts } from '../../src/auth/proof-attempts.js';
import { ProfileDrafts } from '../../src/auth/profile-drafts.js';
import { ProvenSessions } from '../../src/auth/proven-sessions.js';
import { RecoveryCodes } from '../../src/auth/recovery-codes.js';
import { RecoveryFlow } from '../../src/auth/recovery.flow.js';
import { RolePolicy } from '../../src/auth/role-policy.js';
import { SessionEnding } from '../../src/auth/session-ending.js';
import { SignInAudit } from '../../src/auth/sign-in-audit.js';
import { SignInCompletion } from '../../src/auth/sign-in-completion.js';
import { SignInProfiles } from '../../src/auth/sign-in-profiles.js';
import { SignInFlow } from '../../src/auth/sign-in.flow.js';
import { SignInSteps } from '../../src/auth/sign-in-steps.js';
import { SignUpFlow } from '../../src/auth/sign-up.flow.js';
import { SignedInEnrolmentFlow } from '../../src/auth/signed-in-enrolment.flow.js';
import { OwnTotp } from '../../src/auth/social/own-totp.js';
import { SocialLinks } from '../../src/auth/social/social-links.js';
import { ChangeFeed } from '../../src/changes/change-feed.js';
import { loadConfig } from '../../src/config/load-config.js';
import { AccountLock } from '../../src/limits/account-lock.js';
import { RateLimits } from '../../src/limits/rate-limits.js';
import { RefreshTokens } from '../../src/sessions/refresh-tokens.service.js';
import { SessionsService } from '../../src/sessions/sessions.service.js';
import type { Caller } from '../../src/shared/caller.js';
import { SecretKeys } from '../../src/shared/secret-keys.js';
import { ProfilesService } from '../../src/users/profiles.service.js';
import { AuditParts } from './audit-parts.js';
import { FakeAccountProvider } from './fake-account-provider.js';
import { FakeAuditSink } from './fake-audit-sink.js';
import { FakeClock } from './fake-clock.js';
import { FakeFactorProvider } from './fake-factor-provider.js';
import { FakeIdentityProvider } from './fake-identity-provider.js';
import { FakeNotifier } from './fake-notifier.js';
import { FakePasswordProvider } from './fake-password-provider.js';
import { FakePool, type FakePoolOptions } from './fake-pool.js';
import { FakeSocialProvider } from './fake-social-provider.js';
import type { FakeUser } from './fake-user.js';
import { InMemoryChangeStore } from './in-memory-change-store.js';
import { InMemoryCounterStore } from './in-memory-counter-store.js';
import { InMemoryOwnTotpStore } from './in-memory-own-totp-store.js';
import { InMemoryProfileRepository } from './in-memory-profile-repository.js';
import { InMemoryRecoveryCodeStore } from './in-memory-recovery-code-store.js';
import { InMemoryRefreshTokenStore } from './in-memory-refresh-token-store.js';
import { InMemorySessionStore } from './in-memory-session-store.js';
import { ORIGIN } from './sessions-parts.js';

export const EMAIL = 'ada@example.com';
export const PASSWORD = 'correct-Horse-7-battery';
export const FORM = { email: EMAIL, password: PASSWORD, firstName: 'Ada', lastName: 'Lovelace' };

/** The authentication feature of one process over a pool and tables in memory. */
export class AuthParts {
  readonly clock = new FakeClock();
  readonly notifier = new FakeNotifier();
  readonly sink = new FakeAuditSink();
  readonly audit = new AuditParts(this.sink, this.clock);
  readonly counters = new InMemoryCounterStore();
  readonly profileStore = new InMemoryProfileRepository();
  readonly sessionStore = new InMemorySessionStore();
  readonly codeStore = new InMemoryRecoveryCodeStore();
  readonly ownTotpStore = new InMemoryOwnTotpStore();
  readonly keys = new SecretKeys(['a secret of the tests, longer than 32 bytes']);
  readonly settings;
  readonly pool;
  readonly identity;
  readonly accounts;
  readonly passwords;
  readonly social;
  readonly changes = new ChangeFeed(new InMemoryChangeStore(), this.clock);
  readonly profiles = new ProfilesService(this.profileStore, this.clock, this.changes);
  readonly recoveryCodes = new RecoveryCodes(this.codeStore, this.clock);
  readonly ownTotp = new OwnTotp(this.keys, this.ownTotpStore, this.counters, this.clock);
  readonly events = new AccountEvents(this.audit.trail, this.notifier, this.clock);
  readonly roles;
  readonly sessions;
  readonly lock;
  readonly attempts;
  readonly proven;
  readonly challenges;
  readonly factors;
  readonly held;
  readonly completion;
  readonly steps;
  readonly signUpFlow;
  readonly confirmationFlow;
  readonly signInFlow;
  readonly challengeFlow;
  readonly enrolmentFlow;
  readonly recoveryFlow;
  readonly signedInEnrolmentFlow;
  readonly refreshTokens;

  constructor(env: Readonly<Record<string, string>> = {}, options: Partial<FakePoolOptions> = {}) {
    const { clock, counters, profiles, events, recoveryCodes } = this;
    const settings = (this.settings = loadConfig({ ...env }));
    this.pool = new FakePool(clock, { mfaRequired: settings.mfaRequired, rotation: true, ...options });
    this.identity = new FakeIdentityProvider(this.pool);
    this.accounts = new FakeAccountProvider(this.pool);
    this.passwords = new FakePasswordProvider(this.pool);
    this.social = new FakeSocialProvider(this.pool);
    this.roles = new RolePolicy(settings);
    this.sessions = new SessionsService(this.sessionStore, clock, settings, this.changes);
    this.refreshTokens = new RefreshTokens(new InMemoryRefreshTokenStore(), clock, settings);
    this.lock = new AccountLock(counters, clock, settings, this.keys);
    this.attempts = new ProofAttempts(this.lock, new RateLimits(counters, clock, settings), events);
    this.proven = new ProvenSessions(counters, clock, settings);
    this.challenges = new ChallengeSessions(this.keys, settings, clock);
    const factorProvider = new FakeFactorProvider(this.pool);
    this.factors = new EnrolledFactors(factorProvider, profiles, recoveryCodes, events, this.proven);
    this.held = new HeldSignIn(this.identity, this.social, this.ownTotp, this.proven);
    this.completion = new SignInCompletion(
      new SignInProfiles(profiles, this.identity, this.roles),
      this.sessions,
      this.refreshTokens,
      this.challenges,
      clock,
    );
    this.steps = new SignInSteps(
      this.challenges,
      new ChallengeAttempts(counters, clock),
      this.completion,
      new SignInAudit(this.audit.trail, profiles),
      this.lock,
      new SocialLinks(this.social, profiles, this.sessions, this.ownTotp, this.audit.trail),
      new PasswordExpiry(this.challenges, clock, settings),
    );
    const drafts = new ProfileDrafts(this.roles, settings, clock);
    const rules = new PasswordRules(new CommonPasswords());
    this.signUpFlow = new SignUpFlow(this.identity, profiles, drafts, rules, events);
    this.confirmationFlow = new ConfirmationFlow(this.identity, profiles, this.roles, events);
    this.signInFlow = new SignInFlow(this.identity, this.steps, clock);
    const ending = new SessionEnding(this.sessions, this.accounts);
    const expired = new ExpiredPassword(this.passwords, ending, this.held);
    this.challengeFlow = new ChallengeFlow(this.identity, this.held, expired, this.steps, rules, clock);
    this.enrolmentFlow = new MfaEnrolmentFlow(
      this.identity,
      this.held,
      this.challenges,
      this.steps,
      this.factors,
    );
    this.recoveryFlow = new RecoveryFlow(this.identity, this.factors, this.challenges, this.steps, clock);
    this.signedInEnrolmentFlow = new SignedInEnrolmentFlow(
      this.identity,
      this.factors,
      settings,
      clock,
      this.attempts,
    );
  }

  /** Somebody new who has confirmed the address. */
  async newPerson(email = EMAIL): Promise<FakeUser> {
    await this.signUpFlow.register({ ...FORM, email }, ORIGIN);
    await this.confirmationFlow.confirm(email, this.pool.codeFor(email), ORIGIN);
    return this.user(email);
  }

  user(email = EMAIL): FakeUser {
    const user = this.pool.find(email);
    if (user === undefined) throw new Error(`${email} has no account`);
    return user;
  }

  signIn(email = EMAIL, password = PASSWORD): Promise<AuthOutcome> {
    return this.signInFlow.signIn(email, password, ORIGIN);
  }

  /** Somebody who signs in with the password alone. */
  async signedIn(email = EMAIL): Promise<Caller> {
    const { userId } = this.user(email);
    const before = await this.sessionIds(userId);
    const { tokens } = expectStatus(await this.signIn(email), 'AUTHENTICATED');
    const sessionId = (await this.sessionIds(userId)).find((id) => !before.includes(id)) ?? '';
    const authTime = Math.floor(this.clock.now() / 1000);
    const tokenExpiresAt = authTime + tokens.expiresIn;
    const { accessToken } = tokens;
    return { ...ORIGIN, userId, sessionId, groups: [], authTime, tokenExpiresAt, accessToken };
  }

  /** Ids of the user's living sessions, newest first. */
  async sessionIds(userId: string): Promise<string[]> {
    return (await this.sessions.list(userId)).items.map(({ sessionId }) => sessionId);
  }

  /** A code of an authenticator app, never the same as before. */
  totpCode(secret: string): string {
    this.clock.advance(30_000);
    return generateSync({ secret, epoch: Math.floor(this.clock.now() / 1000) });
  }

  /** Sets up an authenticator app for somebody signed in. */
  async enrol(caller: Caller): Promise<{ secret: string; recoveryCodes: readonly string[] }> {
    const { secret } = await this.signedInEnrolmentFlow.setUp(caller);
    const recoveryCodes = await this.signedInEnrolmentFlow.verify(caller, this.totpCode(secret));
    return { secret, recoveryCodes: recoveryCodes ?? [] };
  }

  /** What is on record, oldest first: the type, and the reason or outcome. */
  async recorded(): Promise<string[]> {
    const records = await this.audit.records();
    return records.map(({ event }) => `${event.type} ${event.details['reason'] ?? event.outcome}`);
  }

  /** Who was told what. */
  get told(): string[] {
    return this.notifier.sent.map(({ to, kind }) => `${to} ${kind}`);
  }
}

/** The outcome, which must be of this status. */
export function expectStatus<S extends AuthOutcome['status']>(
  outcome: AuthOutcome,
  status: S,
): Extract<AuthOutcome, { status: S }> {
  expect(outcome.status).toBe(status);
  return outcome as Extract<AuthOutcome, { status: S }>;
}
