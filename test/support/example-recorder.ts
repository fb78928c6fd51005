import { readFileSync } from 'node:fs';
import type { Answer, ApiClient, CallOptions } from './api-client.js';
import { ExampleTexts } from './example-texts.js';

interface Recorded {
  request?: Record<string, unknown>;
  responses: Record<string, Record<string, Record<string, unknown>>>;
}

export interface RecordedCall extends CallOptions {
  /** Of a success; a refusal bears the name of its code. */
  readonly name?: string;
}

interface Operation {
  readonly operationId: string;
  readonly requestBody?: { readonly content: Readonly<Record<string, object>> };
  readonly parameters?: readonly { readonly name: string }[];
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** Calls operations, and keeps what was sent and answered as examples of the document. */
export class ExampleRecorder {
  private readonly recorded: Record<string, Recorded> = {};
  private readonly texts = new ExampleTexts();
  private readonly document = JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as Document;

  constructor(private readonly api: ApiClient) {}

  /** What was kept, by operation, in the order of the document. */
  get examples(): Record<string, Recorded> {
    const ids = this.operations().map(({ operationId }) => operationId);
    const known = Object.entries(this.recorded).sort(([a], [b]) => ids.indexOf(a) - ids.indexOf(b));
    return Object.fromEntries(known);
  }

  /** The same service, as somebody else reaches it. */
  async call<T = Record<string, unknown>>(
    method: string,
    path: string,
    { name = 'example', ...options }: RecordedCall = {},
  ): Promise<Answer<T>> {
    const headers = {
      'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    };
    const answer = await this.api.call<T>(method, path, {
      ...options,
      headers: { ...headers, ...options.headers },
    });
    this.keep(this.operationOf(method, path), name, options.body, answer);
    return answer;
  }

  /** Sends every operation that validates something what it cannot take. */
  async refuseInvalid(token: string): Promise<void> {
    for (const [path, item] of Object.entries(this.document.paths)) {
      for (const [method, { requestBody, parameters = [] }] of Object.entries(item)) {
        const takesJson = requestBody?.content['application/json'] !== undefined;
        const takesPage = parameters.some(({ name }) => name === 'limit');
        if (!takesJson && !takesPage && !path.includes('{')) continue;
        const wrong = path.replace('/api/v1', '').replace(/\{\w+\}/g, takesJson || takesPage ? 'x' : '%20');
        const query = takesPage ? '?limit=0' : '';
        const body = takesJson ? { body: { colour: 'green' } } : {};
        await this.call(method.toUpperCase(), `${wrong}${query}`, { token, ...body });
      }
    }
  }

  /** A success that was reached otherwise, such as in a browser. */
  keep(operationId: string, name: string, sent: unknown, { status, headers, body }: Answer<unknown>): void {
    const operation = (this.recorded[operationId] ??= { responses: {} });
    const form = typeof sent === 'string' ? Object.fromEntries(new URLSearchParams(sent)) : sent;
    if (form !== undefined && status < 300) {
      (operation.request ??= {})[name] = this.texts.stable(form);
    }
    const type = headers.get('content-type')?.split(';')[0];
    if (type === undefined || body === '') return;
    const example = this.texts.stable(body);
    const named = refusalName(example) ?? name;
    const ofStatus = (operation.responses[String(status)] ??= {});
    (ofStatus[type] ??= {})[named] = example;
  }

  private operationOf(method: string, path: string): string {
    const [bare = ''] = path.split('?');
    const full = /^\/(auth|users|admin)\b/.test(bare) ? `/api/v1${bare}` : bare;
    const operation = this.operations().find(
      (candidate) => candidate.method === method.toLowerCase() && candidate.pattern.test(full),
    );
    if (operation === undefined) throw new Error(`the document has no ${method} ${full}`);
    return operation.operationId;
  }

  private operations(): { method: string; pattern: RegExp; operationId: string }[] {
    // A path without parameters goes before one that would take its last part for a value.
    const paths = Object.entries(this.document.paths).sort(([a], [b]) => +a.includes('{') - +b.includes('{'));
    return paths.flatMap(([path, item]) =>
      METHODS.flatMap((method) => {
        const operationId = item[method]?.operationId;
        const pattern = new RegExp(`^${path.replace(/\./g, '\\.').replace(/\{\w+\}/g, '[^/]+')}$`);
        return operationId === undefined ? [] : [{ method, pattern, operationId }];
      }),
    );
  }
}

function refusalName(body: unknown): string | undefined {
  const { code, error } = body as { code?: string; error?: string };
  return code ?? error;
}
