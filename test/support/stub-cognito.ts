import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the stub answers a call: a success, an exception in Cognito's own form, or one of the ways a network fails. */
export type StubReply =
  | { readonly body: object }
  | { readonly error: string; readonly message?: string; readonly status?: number }
  | { readonly text: string; readonly status: number }
  | 'hang'
  | 'hang-in-body'
  | 'reset';

export interface StubCall {
  readonly operation: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly signed: boolean;
}

/** A server on loopback that answers AWS JSON 1.1 calls as a test says, for the answers a real server cannot be made to give. */
export class StubCognito {
  readonly calls: StubCall[] = [];
  private readonly replies = new Map<string, StubReply[]>();

  private constructor(private readonly server: Server) {
    server.on('request', (request, response) => void this.handle(request, response));
  }

  static async start(): Promise<StubCognito> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new StubCognito(server);
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Replies to the next calls of an operation in turn; the last one stays. */
  on(operation: string, ...replies: readonly StubReply[]): void {
    this.replies.set(operation, [...replies]);
  }

  operations(): readonly string[] {
    return this.calls.map(({ operation }) => operation);
  }

  reset(): void {
    this.calls.length = 0;
    this.replies.clear();
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as StubCall['body'];
    this.calls.push({ operation, body, signed: request.headers.authorization !== undefined });
    this.reply(response, this.nextReply(operation));
  }

  private nextReply(operation: string): StubReply {
    const replies = this.replies.get(operation) ?? [];
    const [next] = replies;
    if (replies.length > 1) replies.shift();
    return next ?? { error: 'UnknownOperationException' };
  }

  private reply(response: ServerResponse, reply: StubReply): void {
    if (reply === 'hang') return;
    if (reply === 'reset') {
      response.socket?.resetAndDestroy();
      return;
    }
    const type = { 'content-type': 'application/x-amz-json-1.1' };
    if (reply === 'hang-in-body') {
      response.writeHead(200, type).write('{"UserSub":');
    } else if ('text' in reply) {
      response.writeHead(reply.status, { 'content-type': 'text/html' }).end(reply.text);
    } else if ('error' in reply) {
      response
        .writeHead(reply.status ?? 400, { ...type, 'x-amzn-errortype': `${reply.error}:` })
        .end(JSON.stringify({ __type: reply.error, message: reply.message ?? '' }));
    } else {
      response.writeHead(200, type).end(JSON.stringify(reply.body));
    }
  }
}
