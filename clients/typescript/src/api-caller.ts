import { orAbort } from './abort.js';
import { ApiProblem } from './api-problem.js';
import { fillPath, queryString } from './base-address.js';
import type { HttpAnswer, HttpTransport } from './http-transport.js';
import type { Input, RequestOptions, Result } from './operation-types.js';
import { type Operation, type OperationId, OPERATIONS } from './operations.js';
import { repeating, type RetryLimits } from './repeating.js';
import type { StoredTokens } from './token-storage.js';
import type { TokenSession } from './token-session.js';

/** What asks the person to sign in again, because an operation wants a sign-in of these days. */
export interface StepUpDemand {
  readonly operation: OperationId;
  /** How long ago the sign-in may be. */
  readonly maxAgeSeconds: number | undefined;
}

/** Signs the same person in again with this client and answers true; false where they would rather not. */
export type StepUpHandler = (demand: StepUpDemand) => Promise<boolean>;

export interface CallResult<T> {
  readonly value: T;
  /** Version of what was read, for `ifMatch`. */
  readonly etag: string | undefined;
}

interface LooseInput extends RequestOptions {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly ifMatch?: string | undefined;
}

export interface CallerParts {
  readonly baseUrl: string;
  readonly transport: HttpTransport;
  readonly retry: RetryLimits;
  readonly stepUp: StepUpHandler | undefined;
}

/** Codes with which the service says that the session of the token is over. */
const ENDINGS: ReadonlySet<string> = new Set(['session_revoked', 'session_idle_timeout', 'account_disabled']);

/** Calls operations, and mends what can be mended: old tokens by a refresh, an old sign-in by a new one. */
export class ApiCaller {
  readonly #parts: CallerParts;
  readonly #session: TokenSession;
  #steppingUp: Promise<boolean> | undefined;

  constructor(parts: CallerParts, session: TokenSession) {
    this.#parts = parts;
    this.#session = session;
  }

  async call<Id extends OperationId>(id: Id, input: Input<Id>): Promise<CallResult<Result<Id>>> {
    const loose: LooseInput = input;
    const answer =
      OPERATIONS[id].access === 'public' ? await this.#send(id, loose) : await this.#callSignedIn(id, loose);
    return { value: answer.body as Result<Id>, etag: answer.headers.get('etag') ?? undefined };
  }

  async #callSignedIn(id: OperationId, input: LooseInput): Promise<HttpAnswer> {
    let tokens = await this.#session.fresh(input.signal);
    const tried = new Set<string>();
    for (;;) {
      try {
        return await this.#send(id, input, tokens.accessToken);
      } catch (error) {
        const better = error instanceof ApiProblem ? await this.#mend(error, tokens, id, tried, input) : null;
        // What one person began must not be done in the name of another.
        if (better?.userId !== tokens.userId) throw error;
        tokens = better;
      }
    }
  }

  /** Tokens with which the call may be repeated; null where it may not. Each remedy is tried once. */
  async #mend(
    problem: ApiProblem,
    used: StoredTokens,
    operation: OperationId,
    tried: Set<string>,
    { signal }: LooseInput,
  ): Promise<StoredTokens | null> {
    const once = (remedy: string): boolean => !tried.has(remedy) && tried.add(remedy).has(remedy);
    if (problem.code === 'insufficient_user_authentication') {
      const { maxAgeSeconds } = problem;
      const asked = once('step-up') && (await orAbort(this.#stepUp({ operation, maxAgeSeconds }), signal));
      return asked ? this.#newerThan(used) : null;
    }
    const over = ENDINGS.has(problem.code);
    if (!over && problem.code !== 'invalid_token') return null;
    const newer = await this.#newerThan(used);
    if (newer !== null) return once('newer') ? newer : null;
    if (!over) return once('refresh') ? this.#session.renew(used, signal) : null;
    await this.#session.end(used, problem.code);
    return null;
  }

  async #newerThan(used: StoredTokens): Promise<StoredTokens | null> {
    const current = await this.#session.current();
    return current?.accessToken === used.accessToken ? null : current;
  }

  /** Several calls that want it ask the person once. */
  async #stepUp(demand: StepUpDemand): Promise<boolean> {
    const { stepUp } = this.#parts;
    if (stepUp === undefined) return false;
    this.#steppingUp ??= stepUp(demand).finally(() => {
      this.#steppingUp = undefined;
    });
    return this.#steppingUp;
  }

  /** In the name of that token, as it is. */
  async callWith<Id extends OperationId>(accessToken: string, id: Id, input: Input<Id>): Promise<Result<Id>> {
    return (await this.#send(id, input, accessToken)).body as Result<Id>;
  }

  /** Sends one operation, again where that is safe. */
  async #send(
    id: OperationId,
    { path, query, body, ifMatch, ...options }: LooseInput,
    accessToken?: string,
  ): Promise<HttpAnswer> {
    const { baseUrl, transport, retry } = this.#parts;
    const operation: Operation = OPERATIONS[id];
    const request = {
      method: operation.method,
      url: baseUrl + fillPath(operation.path, path) + queryString(query),
      headers: {
        ...(accessToken !== undefined && { authorization: `Bearer ${accessToken}` }),
        ...(ifMatch !== undefined && { 'if-match': ifMatch }),
      },
      body,
    };
    const send = (): Promise<HttpAnswer> => transport.send(request, options);
    if (!operation.repeatable) return send();
    return repeating(send, { ...retry, repeatWithinMs: operation.repeatWithinMs }, options.signal);
  }
}
