import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Ways to break a call: those that keep it from the server, and those that let the server do what is asked. */
export const FAULTS = [
  'hold',
  'reset',
  'throttle',
  'fail',
  'garbage',
  'slow',
  'truncate',
  'lose-answer',
] as const;
export type Fault = (typeof FAULTS)[number];

/** What the proxy does with a call: let it through, keep its answer until it is released, hold it for ever, or break it. */
export type Treatment = 'forward' | 'late' | Fault;

type Treat = (operation: string, body: string, called: string) => Treatment;

/** Longer than any time-out of a test. */
const SLOW_MS = 20_000;

/**
 * Stands between the service and an AWS endpoint on loopback: counts calls by operation, and treats some of them badly.
 */
export class UpstreamProxy {
  readonly calls: string[] = [];
  private treat: Treat = () => 'forward';
  private readonly late: (() => void)[] = [];

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

  /** Decides on every later call by its operation, e.g. `PutItem`, its body, and both with the table, e.g. `PutItem audit`. */
  behave(treat: Treat): void {
    this.treat = treat;
  }

  /** How many answers are kept back: the server has done what was asked, and who asked does not know. */
  get lateAnswers(): number {
    return this.late.length;
  }

  /** Sends the answers that were kept back. */
  release(): void {
    for (const send of this.late.splice(0)) send();
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
    const treatment = this.treat(operation, body.toString(), called);
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
    if (treatment === 'garbage') {
      outgoing
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<html>Welcome to the guest network</html>');
      return;
    }
    this.forward(incoming, body, outgoing, treatment);
  }

  private forward(
    incoming: IncomingMessage,
    body: Buffer,
    outgoing: ServerResponse,
    treatment: Treatment,
  ): void {
    const { method, url: path, headers } = incoming;
    const { hostname, port } = this.target;
    const upstream = request({ hostname, port, method, path, headers }, (answer) => {
      if (treatment === 'forward' || treatment === 'late') {
        const send = () => {
          outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(outgoing);
        };
        if (treatment === 'late') this.late.push(send);
        else send();
        return;
      }
      answer.resume();
      if (treatment === 'lose-answer') {
        incoming.socket.destroy();
        return;
      }
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers).write('{');
      const end = setTimeout(() => incoming.socket.destroy(), treatment === 'truncate' ? 10 : SLOW_MS);
      incoming.socket.once('close', () => {
        clearTimeout(end);
      });
    });
    upstream.on('error', () => incoming.socket.destroy());
    upstream.end(body);
  }
}

/** The head of an audit chain follows its events within half a second, whatever is asked meanwhile. */
function isBackground(body: string): boolean {
  return body.includes('"lost":{"L"');
}

const TABLE = /"auth-(audit|counters|factors|handoffs|profiles|sessions)"/g;

/** `profiles+sessions` of a read of both. The change feed shares the table of the counters. */
function tableOf(body: string): string {
  if (body.includes('"changes#')) return 'changes';
  const tables = [...body.matchAll(TABLE)].map(([, table = '']) => table);
  return body.startsWith('{"RequestItems"') ? tables.sort().join('+') : (tables[0] ?? '');
}

function operationOf({ headers, url }: IncomingMessage): string {
  const target = headers['x-amz-target'];
  return typeof target === 'string' ? (target.split('.')[1] ?? target) : (url ?? '');
}
