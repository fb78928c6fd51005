import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the proxy does with a call: let it through, hold it for ever, or break it. */
export type Treatment = 'forward' | 'hold' | 'reset' | 'throttle' | 'fail' | 'lose-answer';

/**
 * Stands between the service and an AWS endpoint on loopback: counts calls by operation, and treats some of them badly.
 */
export class UpstreamProxy {
  readonly calls: string[] = [];
  private treat: (operation: string, body: string) => Treatment = () => 'forward';

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
  ) {
    server.on('request', (incoming: IncomingMessage, outgoing: ServerResponse) => {
      void this.handle(incoming, outgoing);
    });
  }

  static async start(target: string): Promise<UpstreamProxy> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new UpstreamProxy(server, new URL(target));
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Decides on every later call by its operation, e.g. `PutItem`, and its body. */
  behave(treat: (operation: string, body: string) => Treatment): void {
    this.treat = treat;
  }

  /** Operations, with the table where there is one, called since the last time this was asked, sorted. */
  takeCalls(): string[] {
    return this.calls.splice(0).sort();
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const operation = operationOf(incoming);
    const called = [operation, tableOf(body.toString())].join(' ').trim();
    if (!isBackground(body.toString())) this.calls.push(called);
    const treatment = this.treat(operation, body.toString());
    if (treatment === 'hold') return;
    if (treatment === 'reset') {
      incoming.socket.destroy();
      return;
    }
    if (treatment === 'throttle' || treatment === 'fail') {
      const throttled = treatment === 'throttle';
      outgoing.writeHead(throttled ? 400 : 500, { 'content-type': 'application/x-amz-json-1.1' });
      outgoing.end(JSON.stringify({ __type: throttled ? 'ThrottlingException' : 'InternalErrorException' }));
      return;
    }
    this.forward(incoming, body, outgoing, treatment === 'lose-answer');
  }

  private forward(incoming: IncomingMessage, body: Buffer, outgoing: ServerResponse, lose: boolean): void {
    const { method, url: path, headers } = incoming;
    const { hostname, port } = this.target;
    const upstream = request({ hostname, port, method, path, headers }, (answer) => {
      if (lose) {
        answer.resume();
        incoming.socket.destroy();
        return;
      }
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    upstream.on('error', () => incoming.socket.destroy());
    upstream.end(body);
  }
}

/** The head of an audit chain follows its events within half a second, whatever is asked meanwhile. */
function isBackground(body: string): boolean {
  return body.includes('"lost":{"L"');
}

function tableOf(body: string): string {
  return /"auth-(audit|counters|factors|handoffs|profiles|sessions)"/.exec(body)?.[1] ?? '';
}

function operationOf({ headers, url }: IncomingMessage): string {
  const target = headers['x-amz-target'];
  return typeof target === 'string' ? (target.split('.')[1] ?? target) : (url ?? '');
}
