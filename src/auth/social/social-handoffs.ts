import { Injectable } from '@nestjs/common';
import { createHash, randomBytes } from 'node:crypto';
import { Clock } from '../../shared/clock.js';
import { Seal } from '../../shared/seal.js';
import { SecretKeys } from '../../shared/secret-keys.js';
import type { AuthOutcome } from '../auth-outcome.js';
import { HandoffStore } from './handoff-store.port.js';

const LIFETIME_MS = 60_000;

/**
 * Keeps how a social sign-in ended until the client fetches it with a code that works once. So no token is ever in an
 * address, where histories, logs and referrers would keep it.
 */
@Injectable()
export class SocialHandoffs {
  private readonly seal: Seal<AuthOutcome>;

  constructor(
    keys: SecretKeys,
    private readonly store: HandoffStore,
    private readonly clock: Clock,
  ) {
    this.seal = new Seal(keys.derive('social-handoff'), 65_536);
  }

  /** Answers the code. */
  async leave(outcome: AuthOutcome): Promise<string> {
    const code = randomBytes(32).toString('base64url');
    const id = hashOf(code);
    const expiresAt = this.clock.now() + LIFETIME_MS;
    await this.store.put({ id, expiresAt, sealed: await this.seal.seal(outcome, { id, expiresAt }) });
    return code;
  }

  /** Burns the code. Null where it is unknown, was used before, or is too old. */
  async fetch(code: string): Promise<AuthOutcome | null> {
    const id = hashOf(code);
    const handoff = await this.store.take(id);
    const now = this.clock.now();
    if (handoff === null || handoff.expiresAt <= now) return null;
    const opened = await this.seal.open(handoff.sealed, now);
    return opened?.id === id ? opened.content : null;
  }
}

function hashOf(code: string): string {
  return createHash('sha256').update(code).digest('base64url');
}
