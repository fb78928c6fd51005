import { orAbort } from './abort.js';
import { ApiProblem } from './api-problem.js';
import type { AuthResult, Schema } from './operation-types.js';
import { RequestFailed } from './request-failed.js';
import { SessionEnded, type SessionEndReason } from './session-ended.js';
import type { StoredTokens, TokenStorage } from './token-storage.js';
import { withWebLock } from './web-lock.js';

/** What the session needs of the service. */
export interface TokenCalls {
  refresh(refreshToken: string): Promise<AuthResult>;
  logout(tokens: StoredTokens): Promise<unknown>;
}

export type SessionEndListener = (reason: SessionEndReason) => void;

/** Access tokens are renewed this long before their end, or after four fifths of a short life. */
const EARLY_SECONDS = 60;
const SHARE_OF_LIFE = 0.8;

/** Who is signed in: keeps the tokens, renews them in one flight, and says when it is over. */
export class TokenSession {
  readonly #storage: TokenStorage;
  readonly #calls: TokenCalls;
  readonly #listeners = new Set<SessionEndListener>();
  #renewal: Promise<StoredTokens> | undefined;
  /** Counts the times that somebody signed out here, so that what was under way by then comes to nothing. */
  #signOuts = 0;
  /** The last access token that the service would not have any more, so that its end is told once. */
  #ended: string | undefined;

  constructor(storage: TokenStorage, calls: TokenCalls) {
    this.#storage = storage;
    this.#calls = calls;
  }

  get signOuts(): number {
    return this.#signOuts;
  }

  /** Tells of every end but a wanted one. Answers how to stop listening. */
  onEnd(listener: SessionEndListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async current(): Promise<StoredTokens | null> {
    return this.#storage.load();
  }

  /** Tokens that are good for a while. Throws `SessionEnded` where there are none. */
  async fresh(signal?: AbortSignal): Promise<StoredTokens> {
    const tokens = await this.#storage.load();
    if (tokens === null) throw new SessionEnded('not_signed_in');
    if (Date.now() < tokens.refreshAt) return tokens;
    try {
      return await this.renew(tokens, signal);
    } catch (error) {
      signal?.throwIfAborted();
      // The service is out of reach for the moment, and the old token is still good.
      if (!(error instanceof SessionEnded) && Date.now() < tokens.expiresAt) return tokens;
      throw error;
    }
  }

  /**
   * Tokens that are newer than those. However many ask, one refresh is under way; a caller's signal ends its waiting, not
   * the refresh. Throws `SessionEnded` where the service refuses or somebody else is signed in by then, and what went
   * wrong where it cannot be reached.
   */
  async renew(used: StoredTokens, signal?: AbortSignal): Promise<StoredTokens> {
    this.#renewal ??= withWebLock(this.#storage.sharedAs, () => this.#renewNow(used)).finally(() => {
      this.#renewal = undefined;
    });
    const renewed = await orAbort(this.#renewal, signal);
    if (renewed.userId !== used.userId) throw new SessionEnded('signed_out');
    return renewed;
  }

  /** Takes the tokens of a sign-in, unless somebody signed out since it was begun. */
  async adopt({ tokens, user }: Schema<'Authenticated'>, signOutsBefore: number): Promise<void> {
    const next = storable(tokens, user.userId);
    const previous = await this.#storage.load();
    if (signOutsBefore !== this.#signOuts) {
      this.#endQuietly(next);
      throw new SessionEnded('signed_out');
    }
    await this.#storage.save(next);
    // Nobody could end it any more once its tokens are forgotten.
    if (previous !== null) this.#endQuietly(previous);
  }

  /** Forgets the tokens, then tells the service, whose failure is thrown. */
  async signOut(): Promise<void> {
    this.#signOuts += 1;
    const tokens = await this.#storage.load();
    if (tokens === null) return;
    await this.#storage.clear();
    try {
      await this.#calls.logout(tokens);
    } catch (error) {
      // It has ended already, or ends with its refresh token, which the service has revoked.
      if (!(error instanceof ApiProblem) || error.status !== 401) throw error;
    }
  }

  /** Forgets the tokens because the service has ended their session in answer to a wish. */
  async forget(): Promise<void> {
    this.#signOuts += 1;
    await this.#storage.clear();
  }

  /** Forgets these tokens, if no newer ones are there, and tells the listeners. */
  async end(tokens: StoredTokens, reason: SessionEndReason): Promise<void> {
    const current = await this.#storage.load();
    if (current?.accessToken !== tokens.accessToken || this.#ended === tokens.accessToken) return;
    this.#ended = tokens.accessToken;
    await this.#storage.clear();
    for (const listener of this.#listeners) {
      // What a listener throws is its own affair, not that of the call that met the end.
      queueMicrotask(() => {
        listener(reason);
      });
    }
  }

  async #renewNow(used: StoredTokens): Promise<StoredTokens> {
    const current = await this.#storage.load();
    if (current === null) throw new SessionEnded('signed_out');
    // Another page has done it meanwhile, or this one has.
    if (current.accessToken !== used.accessToken) return current;
    const renewed = await this.#exchange(current);
    const now = await this.#storage.load();
    if (now === null) throw new SessionEnded('signed_out');
    if (now.accessToken !== current.accessToken) return now;
    await this.#storage.save(renewed);
    return renewed;
  }

  async #exchange(current: StoredTokens): Promise<StoredTokens> {
    try {
      const result = await this.#calls.refresh(current.refreshToken);
      if (result.status !== 'AUTHENTICATED') throw new RequestFailed('unreadable');
      return storable(result.tokens, result.user.userId);
    } catch (error) {
      if (!(error instanceof ApiProblem) || ![400, 401, 403].includes(error.status)) throw error;
      const now = await this.#storage.load();
      if (now !== null && now.accessToken !== current.accessToken) return now;
      await this.end(current, error.code);
      throw new SessionEnded(error.code, { cause: error });
    }
  }

  /** The session is out of use here; where the service cannot be told, it ends with its refresh token. */
  #endQuietly(tokens: StoredTokens): void {
    this.#calls.logout(tokens).catch(() => undefined);
  }
}

/** Counted from now by this side's clock, which need not be right. */
function storable(tokens: Schema<'Tokens'>, userId: string): StoredTokens {
  const { accessToken, idToken, refreshToken, expiresIn } = tokens;
  const now = Date.now();
  const refreshIn = Math.max(expiresIn - EARLY_SECONDS, expiresIn * SHARE_OF_LIFE);
  return {
    userId,
    accessToken,
    idToken,
    refreshToken,
    refreshAt: now + refreshIn * 1000,
    expiresAt: now + expiresIn * 1000,
  };
}
