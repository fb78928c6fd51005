import { randomUUID } from 'node:crypto';
import type { CompletedSignIn } from '../../src/auth/identity-provider.port.js';
import type { Clock } from '../../src/shared/clock.js';
import { identityOf, type FakeUser } from './fake-user.js';

const GRACE_MS = 60_000;

/** All tokens that came from one sign-in. */
interface Family {
  readonly sessionId: string;
  readonly userId: string;
  readonly authTime: number;
  revoked: boolean;
}

export type FakeRefresh =
  | { readonly outcome: 'alive'; readonly userId: string; issue(user: FakeUser): CompletedSignIn }
  | { readonly outcome: 'invalid' | 'reused' };

/** The tokens that a fake pool has issued. */
export class FakeTokens {
  private readonly access = new Map<string, Family>();
  private readonly refreshTokens = new Map<string, { readonly family: Family; retiredAt: number | null }>();

  constructor(
    private readonly clock: Clock,
    private readonly rotation: boolean,
    private readonly automaticPrefix: string,
  ) {}

  /** Begins a session. */
  open(user: FakeUser): CompletedSignIn {
    const authTime = this.seconds();
    return this.issue(user, { sessionId: randomUUID(), userId: user.userId, authTime, revoked: false });
  }

  ownerOf(accessToken: string): string | undefined {
    const family = this.access.get(accessToken);
    return family === undefined || family.revoked ? undefined : family.userId;
  }

  refresh(refreshToken: string): FakeRefresh {
    const held = this.refreshTokens.get(refreshToken);
    if (held === undefined || held.family.revoked) return { outcome: 'invalid' };
    const now = this.clock.now();
    if (held.retiredAt !== null && held.retiredAt + GRACE_MS <= now) return { outcome: 'reused' };
    const issue = (user: FakeUser) => {
      if (this.rotation) held.retiredAt ??= now;
      return this.issue(user, held.family, this.rotation ? undefined : refreshToken);
    };
    return { outcome: 'alive', userId: held.family.userId, issue };
  }

  revoke(refreshToken: string): void {
    const held = this.refreshTokens.get(refreshToken);
    if (held !== undefined) held.family.revoked = true;
  }

  /** Ends every session of a user. */
  revokeAll(userId: string): void {
    for (const { family } of this.refreshTokens.values()) {
      if (family.userId === userId) family.revoked = true;
    }
  }

  private issue(user: FakeUser, family: Family, refreshToken: string = randomUUID()): CompletedSignIn {
    const accessToken = randomUUID();
    this.access.set(accessToken, family);
    if (!this.refreshTokens.has(refreshToken)) {
      this.refreshTokens.set(refreshToken, { family, retiredAt: null });
    }
    return {
      tokens: { accessToken, idToken: randomUUID(), refreshToken, expiresIn: 3600 },
      identity: identityOf(user),
      groups: [...user.groups].filter((name) => !name.startsWith(this.automaticPrefix)),
      sessionId: family.sessionId,
      authTime: family.authTime,
      issuedAt: this.seconds(),
    };
  }

  private seconds(): number {
    return Math.floor(this.clock.now() / 1000);
  }
}
