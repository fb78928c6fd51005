import type { ArgumentsHost, ExecutionContext } from '@nestjs/common';
import type { Caller } from '../../src/shared/caller.js';

interface FakeRequest {
  readonly body?: unknown;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly ip: string;
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly routeOptions: { readonly url: string; readonly config: { readonly protocol?: string } };
  readonly raw: { readonly headers: Readonly<Record<string, string>> };
  readonly log: FakeLog;
  caller?: Caller;
}

/** Keeps every line as the text that it would be written as. */
class FakeLog {
  readonly lines: string[] = [];

  info(fields: object, text: string): void {
    this.lines.push(JSON.stringify({ level: 'info', ...fields, text }));
  }

  error(fields: object, text: string): void {
    this.lines.push(JSON.stringify({ level: 'error', ...fields, text }));
  }
}

/** What guards and filters see of one request, and what they answer. */
export class FakeHttp {
  readonly request: FakeRequest;
  readonly headers: Record<string, string> = {};
  status: number | undefined;
  body: unknown;

  constructor(
    request: Partial<FakeRequest> = {},
    private readonly handler: (...args: never[]) => unknown = () => undefined,
  ) {
    this.request = {
      headers: {},
      ip: '192.0.2.7',
      id: 'request-1',
      method: 'GET',
      url: '/files/7?secret=1',
      routeOptions: { url: '/files/:id', config: {} },
      raw: { headers: {} },
      log: new FakeLog(),
      ...request,
    };
  }

  get context(): ExecutionContext {
    return { ...this.host, getHandler: () => this.handler } as unknown as ExecutionContext;
  }

  get host(): ArgumentsHost {
    const http = { getRequest: () => this.request, getResponse: () => this.reply };
    return { switchToHttp: () => http } as unknown as ArgumentsHost;
  }

  private get reply(): object {
    const reply = {
      header: (name: string, value: string) => {
        this.headers[name] = value;
        return reply;
      },
      type: (value: string) => reply.header('content-type', value),
      status: (status: number) => {
        this.status = status;
        return reply;
      },
      send: (body: unknown) => {
        this.body = body;
        return reply;
      },
    };
    return reply;
  }
}
