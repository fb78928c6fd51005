import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Settings } from '../config/settings.js';
import { Clock } from '../shared/clock.js';
import { type KnownRefreshToken, RefreshTokenStore, type TokenFamily } from './refresh-token-store.port.js';

const DAY_MS = 86_400_000;

/** An old token may be repeated for this long, for two tabs that refresh at once or an answer that was lost. */
export const REPEAT_MS = 60_000;

/** What is known of refresh tokens beside what the identity provider says of them. The tokens themselves are not kept. */
@Injectable()
export class RefreshTokens {
  private readonly lifetimeMs: number;

  constructor(
    private readonly store: RefreshTokenStore,
    private readonly clock: Clock,
    settings: Settings,
  ) {
    this.lifetimeMs = settings.refreshTokenDays * DAY_MS;
  }

  /** Remembers a token that is given out at a sign-in. */
  async remember(token: string, family: TokenFamily): Promise<void> {
    await this.store.remember(hashOf(token), family, this.clock.now() + this.lifetimeMs);
  }

  /** Remembers that `next` was given out in exchange for `old`; the same token again is no exchange. */
  async exchange(old: string, next: string, family: TokenFamily): Promise<void> {
    if (old === next) return;
    const now = this.clock.now();
    await Promise.all([
      this.store.remember(hashOf(next), family, now + this.lifetimeMs),
      this.store.markRotated(hashOf(old), family, now, now + this.lifetimeMs),
    ]);
  }

  find(token: string): Promise<KnownRefreshToken | null> {
    return this.store.find(hashOf(token), this.clock.now());
  }

  /** Whether a refused token was exchanged too long ago for this to be an honest repeat. */
  isReplay({ rotatedAt }: KnownRefreshToken): boolean {
    return rotatedAt !== null && this.clock.now() - rotatedAt > REPEAT_MS;
  }
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
