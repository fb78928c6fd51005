import { withinTime } from './abort.js';
import { ApiProblem } from './api-problem.js';
import type { RequestOptions } from './operation-types.js';
import { RequestFailed } from './request-failed.js';

export type Fetch = (input: string, init: RequestInit) => Promise<Response>;

export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface HttpAnswer {
  readonly headers: Headers;
  /** Parsed JSON; `undefined` where there is none. */
  readonly body: unknown;
}

/** A redirect could carry a password to another place, no cookie is needed, and nothing is to be kept. */
const DISCREET = {
  redirect: 'error',
  credentials: 'omit',
  cache: 'no-store',
  referrerPolicy: 'no-referrer',
} as const;

/** One request and its answer. */
export class HttpTransport {
  readonly #fetch: Fetch;
  readonly #timeoutMs: number;

  constructor(fetch: Fetch, timeoutMs: number) {
    this.#fetch = fetch;
    this.#timeoutMs = timeoutMs;
  }

  /** Throws an `ApiProblem` for a refusal, a `RequestFailed` where there is no answer, and the reason of an ended signal. */
  async send(request: HttpRequest, options: RequestOptions): Promise<HttpAnswer> {
    return withinTime(
      (signal) => this.#exchange(request, signal),
      options.timeoutMs ?? this.#timeoutMs,
      () => new RequestFailed('timeout'),
      options.signal,
    );
  }

  async #exchange({ method, url, headers, body }: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
    const response = await this.#reach(url, {
      method,
      headers: {
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal,
      ...DISCREET,
    });
    const answer = { status: response.status, headers: response.headers, body: await read(response) };
    if (!response.ok) throw new ApiProblem(answer);
    return answer;
  }

  async #reach(url: string, init: RequestInit): Promise<Response> {
    try {
      return await this.#fetch(url, init);
    } catch (cause) {
      throw new RequestFailed('network', { cause });
    }
  }
}

/** The JSON of an answer. A refusal may have anything for a body: its status says enough. */
async function read(response: Response): Promise<unknown> {
  let text: string;
  try {
    text = await response.text();
  } catch (cause) {
    throw new RequestFailed('network', { cause });
  }
  if (text === '' || response.status === 204) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // The parser's message quotes the text, which may be a token.
    if (response.ok) throw new RequestFailed('unreadable');
    return undefined;
  }
}
