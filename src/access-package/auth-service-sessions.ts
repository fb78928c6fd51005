import { Logger } from '@nestjs/common';
import { SessionCheck } from '../access/session-check.port.js';
import { AppError } from '../shared/app-error.js';
import { boundedText } from '../shared/bounded-text.js';
import type { Caller } from '../shared/caller.js';
import type { Clock } from '../shared/clock.js';
import type { ErrorCode } from '../shared/error-code.js';
import { FreshCache } from '../shared/fresh-cache.js';

const TIME_OUT_MS = 3_000;
const MAX_BYTES = 64 * 1024;
/** While the authentication service hangs, no more requests than these wait for it. */
const MAX_ASKING = 100;

/** What the authentication service says of whoever presents a token. */
type Standing =
  { readonly refusal: null; readonly groups: readonly string[] } | { readonly refusal: ErrorCode };

/** Refusals that speak of the caller; anything else is a matter between the two services. */
const REFUSALS: ReadonlyMap<unknown, ErrorCode> = new Map<unknown, ErrorCode>([
  ['invalid_token', 'invalid_token'],
  ['session_revoked', 'session_revoked'],
  ['session_idle_timeout', 'session_idle_timeout'],
  ['account_disabled', 'account_disabled'],
  // The account was erased.
  ['not_found', 'invalid_token'],
]);

/**
 * Asks the authentication service by `GET /users/me`, with the caller's own token, at most every four seconds for each
 * token. Where it cannot be asked nobody is let in.
 */
export class AuthServiceSessions extends SessionCheck {
  private readonly logger = new Logger('AuthServiceSessions');
  private readonly standings: FreshCache<Standing, Caller>;
  private readonly address: string;
  private asking = 0;

  /** `url`: of the authentication service, without `/api/v1`. */
  constructor(
    url: string,
    clock: Clock,
    private readonly timeOutMs: number = TIME_OUT_MS,
  ) {
    super();
    this.address = `${url.replace(/\/+$/, '')}/api/v1/users/me`;
    this.standings = new FreshCache(clock, (_key, caller: Caller) => this.ask(caller));
  }

  async confirm(caller: Caller): Promise<Caller> {
    // A refusal of a token that has just expired must not meet the next token of the session.
    const key = `${caller.userId} ${caller.sessionId} ${caller.tokenExpiresAt}`;
    const standing = this.standings.peek(key) ?? (await this.standings.get(key, caller));
    if (standing.refusal !== null) throw new AppError(standing.refusal);
    if (caller.groups.length === 0) return caller;
    return { ...caller, groups: caller.groups.filter((group) => standing.groups.includes(group)) };
  }

  private async ask(caller: Caller): Promise<Standing> {
    if (this.asking >= MAX_ASKING) throw unavailable(new Error('Too many callers wait for an answer'));
    this.asking += 1;
    try {
      return await this.standingOf(caller);
    } catch (error) {
      this.logger.warn(`The authentication service could not be asked about a session: ${reasonOf(error)}`);
      throw unavailable(error);
    } finally {
      this.asking -= 1;
    }
  }

  private async standingOf(caller: Caller): Promise<Standing> {
    const response = await fetch(this.address, {
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${caller.accessToken}`,
        // It counts requests by address; it believes this one where its TRUST_PROXY names the second service.
        'x-forwarded-for': caller.ipAddress,
        ...(caller.userAgent !== '' && { 'user-agent': caller.userAgent }),
      },
      redirect: 'error',
      signal: AbortSignal.timeout(this.timeOutMs),
    });
    const body = objectOf(await boundedText(response, MAX_BYTES));
    if (response.status === 200) return standingIn(body, caller);
    const refusal = REFUSALS.get(body['code']);
    if (refusal === undefined || response.status >= 500) throw new Error(`it answered ${response.status}`);
    return { refusal };
  }
}

function standingIn({ userId, status, groups }: Record<string, unknown>, caller: Caller): Standing {
  if (userId !== caller.userId || !Array.isArray(groups)) throw new Error('it answered with no profile');
  if (status === 'DISABLED') return { refusal: 'account_disabled' };
  return { refusal: null, groups: groups.filter((group) => typeof group === 'string') };
}

function objectOf(text: string): Record<string, unknown> {
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** Of what went wrong its name alone where it is not our own: a parser's message would quote the answer. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return error instanceof SyntaxError ? 'it answered with no JSON' : error.message;
}

function unavailable(cause: unknown): AppError {
  return cause instanceof AppError
    ? cause
    : new AppError('service_unavailable', { retryAfterSeconds: 2, cause });
}
