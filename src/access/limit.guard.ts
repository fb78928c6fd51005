import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LIMIT_POLICY } from '../http/endpoint.decorator.js';
import { AccountLock } from '../limits/account-lock.js';
import type { RateLimitName } from '../limits/rate-limit-policies.js';
import { RateLimits, type RateLimitState } from '../limits/rate-limits.js';
import { AppError } from '../shared/app-error.js';
import { plainAddress } from '../shared/email-address.js';

const LOGIN_POLICY = 'login' satisfies RateLimitName;

/**
 * Asked first, before anything costs: whether this address, and the account that the request names, may call this
 * operation once more. Counting and looking at the lock is one round trip.
 */
@Injectable()
export class LimitGuard implements CanActivate {
  constructor(
    private readonly limits: RateLimits,
    private readonly lock: AccountLock,
  ) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const http = context.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    const request = http.getRequest<FastifyRequest>();
    const name = policyOf(context);
    const account = accountOf(request.body);
    const state = this.limits.take(name, {
      ipAddress: request.ip,
      ...(account !== undefined && { account }),
    });
    if (!(state instanceof Promise)) return announce(name, state, reply);
    const locked = name === LOGIN_POLICY && account !== undefined ? this.lock.check(account) : undefined;
    return this.whenCounted(name, state, locked, reply);
  }

  private async whenCounted(
    name: RateLimitName,
    counting: Promise<RateLimitState>,
    locked: Promise<void> | undefined,
    reply: FastifyReply,
  ): Promise<boolean> {
    const [state, lock] = await Promise.allSettled([counting, locked]);
    if (state.status === 'rejected') throw state.reason;
    announce(name, state.value, reply);
    if (lock.status === 'rejected') throw lock.reason;
    return true;
  }
}

function policyOf(context: ExecutionContext): RateLimitName {
  const name = Reflect.getMetadata(LIMIT_POLICY, context.getHandler()) as RateLimitName | undefined;
  return name ?? 'default';
}

/**
 * The account that the body names, or the address that wants mail; it is not validated yet, so anything but a short text is
 * none. Forms may hold fields that nobody looks at, so an `email` beside the `username` of a token request must not hide it.
 */
function accountOf(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const { username, email, newEmail } = body as Readonly<Record<string, unknown>>;
  const named = username ?? email ?? newEmail;
  if (typeof named !== 'string') return undefined;
  // In the very form that the operation will compare it in, or each way to write it would have a limit of its own.
  const address = plainAddress(named);
  return address.length <= 128 ? address : undefined;
}

/** The headers of the IETF draft on rate limits; refuses where nothing is left. */
function announce(name: RateLimitName, state: RateLimitState, reply: FastifyReply): true {
  void reply.header('ratelimit-policy', `"${name}";q=${state.limit};w=${state.windowSeconds}`);
  void reply.header('ratelimit', `"${name}";r=${state.remaining};t=${state.resetSeconds}`);
  if (!state.allowed) throw new AppError('too_many_requests', { retryAfterSeconds: state.resetSeconds });
  return true;
}
