import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Settings } from '../config/settings.js';
import { Clock } from '../shared/clock.js';
import { type CountedAttempt, CounterStore } from './counter-store.port.js';
import { MemoryWindow } from './memory-window.js';
import { networkOf } from './network-of.js';
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

/** Counts requests by address, of IPv6 by network, and by account. A request that is refused counts as well. */
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
    if (policy.shared) return this.takeShared(name, policy, subject);
    const now = this.clock.now();
    const key = `${name}#${networkOf(subject.ipAddress)}`;
    const counted = this.memory.increment(key, policy.windowSeconds * 1000, now);
    return this.stateOf(policy, policy.perAddress, counted, now);
  }

  /** By the account alone, which may bear any name that stays the same. */
  async takeOfAccount(name: 'code' | 'mail', account: string): Promise<RateLimitState> {
    const policy = RATE_LIMIT_POLICIES[name];
    return this.count(name, policy, { kind: 'account', value: account, quota: policy.perAccount });
  }

  private async takeShared(
    name: RateLimitName,
    policy: RateLimitPolicy,
    subject: RateLimitSubject,
  ): Promise<RateLimitState> {
    const { ipAddress, account } = subject;
    const states = await Promise.all([
      this.count(name, policy, { kind: 'address', value: networkOf(ipAddress), quota: policy.perAddress }),
      ...(account !== undefined && policy.perAccount !== undefined
        ? [this.count(name, policy, { kind: 'account', value: account, quota: policy.perAccount })]
        : []),
    ]);
    return states.reduce((nearest, state) => (state.remaining < nearest.remaining ? state : nearest));
  }

  private async count(
    name: RateLimitName,
    policy: RateLimitPolicy,
    { kind, value, quota }: { readonly kind: string; readonly value: string; readonly quota: number },
  ): Promise<RateLimitState> {
    const now = this.clock.now();
    const counted = await this.counters.increment(keyOf(name, kind, value), policy.windowSeconds * 1000, now);
    return this.stateOf(policy, quota, counted, now);
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
