/** One answer, read. */
export interface Answer<T = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

export interface CallOptions {
  readonly body?: unknown;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A plain HTTP client for tests: no retry, no redirect, nothing thrown for a refusal. */
export class ApiClient {
  constructor(readonly origin: string) {}

  get<T = Record<string, unknown>>(path: string, options: CallOptions = {}): Promise<Answer<T>> {
    return this.call('GET', path, options);
  }

  post<T = Record<string, unknown>>(
    path: string,
    body?: unknown,
    options: CallOptions = {},
  ): Promise<Answer<T>> {
    return this.call('POST', path, { ...options, ...(body !== undefined && { body }) });
  }

  patch<T = Record<string, unknown>>(
    path: string,
    body: unknown,
    options: CallOptions = {},
  ): Promise<Answer<T>> {
    return this.call('PATCH', path, { ...options, body });
  }

  async call<T>(method: string, path: string, options: CallOptions): Promise<Answer<T>> {
    const response = await fetch(
      `${this.origin}${path.startsWith('/auth') || path.startsWith('/users') || path.startsWith('/admin') ? '/api/v1' : ''}${path}`,
      {
        method,
        redirect: 'manual',
        headers: {
          ...(options.body !== undefined && { 'content-type': 'application/json' }),
          ...(options.token !== undefined && { authorization: `Bearer ${options.token}` }),
          ...options.headers,
        },
        ...(options.body !== undefined && {
          body: typeof options.body === 'string' ? options.body : JSON.stringify(options.body),
        }),
      },
    );
    return readAnswer<T>(response);
  }
}

export async function readAnswer<T = Record<string, unknown>>(response: Response): Promise<Answer<T>> {
  const text = await response.text();
  const json = response.headers.get('content-type')?.includes('json') === true;
  return {
    status: response.status,
    headers: response.headers,
    body: (json && text !== '' ? JSON.parse(text) : text) as T,
  };
}
