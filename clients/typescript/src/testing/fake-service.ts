import type { ErrorCode, Schema } from '../operation-types.js';

export interface Received {
  readonly call: string;
  readonly token: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
  readonly init: RequestInit;
}

type Reply = (request: Received) => Response | Promise<Response>;

export const BASE_URL = 'https://auth.example.com/api/v1';
export const USER = { userId: 'user-1', email: 'ada@example.com' } as Schema<'UserProfile'>;

/** Stands at the edge: a `fetch` that answers as a test says, and remembers what it was asked. */
export class FakeService {
  readonly received: Received[] = [];
  readonly #replies = new Map<string, Reply[]>();

  readonly fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const headers = init.headers as Record<string, string>;
    const request: Received = {
      call: `${init.method ?? 'GET'} ${url.replace(BASE_URL, '')}`,
      token: headers['authorization']?.replace('Bearer ', ''),
      headers,
      body: JSON.parse(typeof init.body === 'string' ? init.body : '{}') as Received['body'],
      init,
    };
    this.received.push(request);
    const replies = this.#replies.get(request.call) ?? [];
    const reply = replies.length > 1 ? replies.shift() : replies[0];
    if (reply === undefined) throw new TypeError(`nothing answers ${request.call}`);
    return reply(request);
  };

  /** Replies to the next calls in turn; the last one stays. */
  on(call: string, ...replies: readonly Reply[]): this {
    this.#replies.set(call, [...replies]);
    return this;
  }

  calls(): string[] {
    return this.received.map(({ call }) => call);
  }

  count(call: string): number {
    return this.calls().filter((one) => one === call).length;
  }
}

export function ok(body?: unknown, headers: Record<string, string> = {}): Reply {
  return () =>
    new Response(body === undefined ? null : JSON.stringify(body), {
      status: body === undefined ? 204 : 200,
      headers: { 'content-type': 'application/json', ...headers },
    });
}

export function refuse(status: number, code: ErrorCode, headers: Record<string, string> = {}): Reply {
  return () =>
    new Response(JSON.stringify({ code, status, title: code, detail: 'as asked', requestId: 'request-1' }), {
      status,
      headers: { 'content-type': 'application/problem+json', ...headers },
    });
}

export const breakOff: Reply = () => {
  throw new TypeError('fetch failed');
};

/** Answers when the test says so. */
export function held(reply: Reply): { reply: Reply; release: () => void } {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  return {
    reply: async (request) => {
      await released;
      return reply(request);
    },
    release: () => {
      release();
    },
  };
}

export function tokens(name: string, expiresIn = 3600): Schema<'Tokens'> {
  return {
    accessToken: `access-${name}`,
    idToken: `id-${name}`,
    refreshToken: `refresh-${name}`,
    tokenType: 'Bearer',
    expiresIn,
  };
}

export function authenticated(name: string, expiresIn?: number, user = USER): Schema<'Authenticated'> {
  return { status: 'AUTHENTICATED', tokens: tokens(name, expiresIn), user };
}
