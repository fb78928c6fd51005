import { randomUUID } from 'node:crypto';
import type { Challenge, MfaMethod, PendingChallenge } from '../../src/auth/identity-provider.port.js';
import { maskEmail } from '../../src/shared/mask.js';
import { digits, type FakePool } from './fake-pool.js';
import { factorsOf, type FakeUser } from './fake-user.js';

const EMAIL_CODE_DIGITS = 8;
const SMS_CODE_DIGITS = 6;

interface FakeSession {
  readonly userId: string;
  readonly kind: Challenge['kind'];
  readonly expiresAt: number;
  /** What was sent, where the factor sends one. */
  readonly code: string | null;
}

/** The sign-ins of a fake pool that wait for one more proof. */
export class FakeChallenges {
  private readonly sessions = new Map<string, FakeSession>();

  constructor(private readonly pool: FakePool) {}

  /** What a sign-in needs after the password; undefined where that is all. */
  nextFor(user: FakeUser): PendingChallenge | undefined {
    if (user.status === 'FORCE_CHANGE_PASSWORD') return this.ask(user, { kind: 'NEW_PASSWORD' });
    const methods = factorsOf(user);
    const [only] = methods;
    if (only === undefined) {
      return this.pool.options.mfaRequired
        ? this.ask(user, { kind: 'MFA_SETUP', methods: ['TOTP'] })
        : undefined;
    }
    const preferred = methods.find((method) => method === user.preferredFactor);
    if (methods.length > 1 && preferred === undefined) {
      return this.ask(user, { kind: 'MFA_SELECTION', methods });
    }
    return this.askFactor(user, preferred ?? only);
  }

  /** Sends a code, where the factor needs one. */
  askFactor(user: FakeUser, method: MfaMethod): PendingChallenge {
    if (method === 'TOTP') return this.ask(user, { kind: 'MFA', method });
    const code = digits(method === 'EMAIL' ? EMAIL_CODE_DIGITS : SMS_CODE_DIGITS);
    this.pool.mails.push({ to: user.email, purpose: 'sign-in', code });
    return this.ask(user, { kind: 'MFA', method, destination: maskEmail(user.email) }, code);
  }

  ask(user: FakeUser, challenge: Challenge, code: string | null = null): PendingChallenge {
    const providerSession = randomUUID();
    const expiresAt = this.pool.now + (this.pool.options.challengeMinutes ?? 3) * 60_000;
    this.sessions.set(providerSession, { userId: user.userId, kind: challenge.kind, expiresAt, code });
    return { challenge, username: user.userId, providerSession };
  }

  /** Who answers a challenge of this kind, where it is alive and theirs. */
  ownerOf(pending: PendingChallenge, kind: Challenge['kind']): FakeUser | undefined {
    const session = this.sessions.get(pending.providerSession);
    if (session?.kind !== kind || session.expiresAt <= this.pool.now) return undefined;
    const user = this.pool.users.get(session.userId);
    return user === this.pool.find(pending.username) ? user : undefined;
  }

  isSentCode(pending: PendingChallenge, code: string): boolean {
    return this.sessions.get(pending.providerSession)?.code === code;
  }

  spend(pending: PendingChallenge): void {
    this.sessions.delete(pending.providerSession);
  }
}
