import { Injectable } from '@nestjs/common';
import { generateSecret, verifySync } from 'otplib';
import { CounterStore } from '../../limits/counter-store.port.js';
import { Clock } from '../../shared/clock.js';
import { Seal } from '../../shared/seal.js';
import { SecretKeys } from '../../shared/secret-keys.js';
import { OwnTotpStore } from './own-totp-store.port.js';

const STEP_SECONDS = 30;
const SECRET_BYTES = 20;
const MAX_ATTEMPTS = 10;
const WINDOW_MS = 15 * 60_000;
/** Secrets do not end by themselves. */
const NEVER = Date.UTC(9999, 0);

export type TotpProof = 'verified' | 'code_mismatch' | 'account_locked';

/**
 * Authenticator apps (RFC 6238) of users for whom Cognito has none: those that a social provider signs in. A code is taken
 * once, and from one step before now to one after.
 */
@Injectable()
export class OwnTotp {
  private readonly seal: Seal<string>;

  constructor(
    keys: SecretKeys,
    private readonly store: OwnTotpStore,
    private readonly counters: CounterStore,
    private readonly clock: Clock,
  ) {
    this.seal = new Seal(keys.derive('totp'));
  }

  async isSetUp(userId: string): Promise<boolean> {
    return ((await this.store.find(userId))?.secret ?? null) !== null;
  }

  /** A fresh base32 secret; the app in use, if any, works until this one is verified. */
  async setUp(userId: string): Promise<string> {
    const secret = generateSecret({ length: SECRET_BYTES });
    await this.store.setPending(userId, await this.seal.seal(secret, { id: userId, expiresAt: NEVER }));
    return secret;
  }

  /** The first code of the app that is being set up. */
  async verifySetUp(userId: string, code: string): Promise<TotpProof> {
    const pending = (await this.store.find(userId))?.pending ?? null;
    const step = await this.matchingStep(userId, pending, code);
    if (step === 'account_locked') return step;
    const isRight = pending !== null && step !== null && (await this.store.activate(userId, pending, step));
    return this.judged(userId, isRight);
  }

  /** A code of the app in use. */
  async verify(userId: string, code: string): Promise<TotpProof> {
    const secret = (await this.store.find(userId))?.secret ?? null;
    const step = await this.matchingStep(userId, secret, code);
    if (step === 'account_locked') return step;
    return this.judged(userId, step !== null && (await this.store.useStep(userId, step)));
  }

  async remove(userId: string): Promise<void> {
    await this.store.remove(userId);
  }

  /** Counted before the code is looked at, so that attempts made at once cannot slip past the limit. */
  private async matchingStep(
    userId: string,
    sealed: string | null,
    code: string,
  ): Promise<number | null | 'account_locked'> {
    const now = this.clock.now();
    const { count } = await this.counters.increment(counterOf(userId), WINDOW_MS, now);
    if (count > MAX_ATTEMPTS) return 'account_locked';
    const opened = sealed === null ? null : await this.seal.open(sealed, now);
    if (opened?.id !== userId) return null;
    return stepOf(opened.content, code, Math.floor(now / 1000));
  }

  private async judged(userId: string, isRight: boolean): Promise<TotpProof> {
    if (!isRight) return 'code_mismatch';
    await this.counters.reset(counterOf(userId));
    return 'verified';
  }
}

function counterOf(userId: string): string {
  return `own-totp#${userId}`;
}

function stepOf(secret: string, token: string, epoch: number): number | null {
  if (!/^\d{6}$/.test(token)) return null;
  const result = verifySync({ secret, token, epoch, epochTolerance: STEP_SECONDS });
  return result.valid ? Math.floor(epoch / STEP_SECONDS) + result.delta : null;
}
