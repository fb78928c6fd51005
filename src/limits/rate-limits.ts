import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Settings } from '../config/settings.js';
import { Clock } from '../shared/clock.js';
import { type CountedAttempt, CounterStore } from './counter-store.port.js';
import { MemoryWindow } from './memory-window.js';
import { RATE_LIMIT_POLICIES, type RateLimitName, type RateLimitPolicy } from './rate-limit-policies.js';

export interface RateLimitSubject {
  readonly ipAddress: string;
  /** E-mail address in lower case, where the request names one. */
  readonly account?: string;
}

/** Where a caller stands, by whichever of its limits is nearest. */
export interface RateLimitState {
  readonly allowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  readonly resetSeconds: number;
  readonly windowSeconds: number;
}

/** Counts requests by address and by account. A request that is refused counts as well. */
@Injectable()
export class RateLimits {
  private readonly memory = new MemoryWindow();

  constructor(
    private readonly counters: CounterStore,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /** Answers without a promise where this process counts alone. */
  take(name: RateLimitName, subject: RateLimitSubject): RateLimitState | Promise<RateLimitState> {
    const policy: RateLimitPolicy = RATE_LIMIT_POLICIES[name];
    const now = this.clock.now();
    const windowMs = policy.windowSeconds * 1000;
    if (!policy.shared) {
      const counted = this.memory.increment(`${name}#${subject.ipAddress}`, windowMs, now);
      return this.stateOf(policy, policy.perAddress, counted, now);
    }
    return this.takeShared(name, policy, subject, now);
  }

  private async takeShared(
    name: RateLimitName,
    policy: RateLimitPolicy,
    subject: RateLimitSubject,
    now: number,
  ): Promise<RateLimitState> {
    const windowMs = policy.windowSeconds * 1000;
    const count = async (kind: string, value: string, quota: number) =>
      this.stateOf(
        policy,
        quota,
        await this.counters.increment(keyOf(name, kind, value), windowMs, now),
        now,
      );
    const states = await Promise.all([
      count('address', subject.ipAddress, policy.perAddress),
      ...(subject.account !== undefined && policy.perAccount !== undefined
        ? [count('account', subject.account, policy.perAccount)]
        : []),
    ]);
    return states.reduce((nearest, state) => (state.remaining < nearest.remaining ? state : nearest));
  }

  private stateOf(
    policy: RateLimitPolicy,
    quota: number,
    counted: CountedAttempt,
    now: number,
  ): RateLimitState {
    const limit = Math.max(1, Math.round(quota * this.settings.rateLimitFactor));
    return {
      allowed: counted.count <= limit,
      limit,
      remaining: Math.max(0, limit - counted.count),
      resetSeconds: Math.max(1, Math.ceil((counted.windowEndsAt - now) / 1000)),
      windowSeconds: policy.windowSeconds,
    };
  }
}

/** Addresses of people and machines are not kept readable. */
function keyOf(name: string, kind: string, value: string): string {
  return `rate#${name}#${kind}#${createHash('sha256').update(value).digest('base64url').slice(0, 22)}`;
}
