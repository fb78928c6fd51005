import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { ClassicLevel } from 'classic-level';
import dynalite from 'dynalite';

type RequestHandler = (request: IncomingMessage, response: ServerResponse) => void;

const LOOPBACK = '127.0.0.1';
const CLOSE_GRACE_MS = 1_000;
/** Dynalite describes an expiry that it lets nobody enable: who asks first must learn that there is none. */
const UNSUPPORTED = 'DynamoDB_20120810.DescribeTimeToLive';
const LOOPBACK_HOST = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i;

interface EmbeddedDynamoDbOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** Holds the tables; made where it is missing. One server at a time. */
  readonly dataDir: string;
}

/** A DynamoDB of one's own: dynalite in this process, on loopback, with every acknowledged write on disk. */
export class EmbeddedDynamoDbServer {
  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  static async start({ port, dataDir }: EmbeddedDynamoDbOptions): Promise<EmbeddedDynamoDbServer> {
    await mkdir(dataDir, { recursive: true });
    await assertFree(port);
    await assertUnused(dataDir);
    const server = dynalite({ path: dataDir, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
    guardRequests(server);
    server.listen(port, LOOPBACK);
    await once(server, 'listening');
    return new EmbeddedDynamoDbServer(server, (server.address() as AddressInfo).port);
  }

  get endpoint(): string {
    return `http://${LOOPBACK}:${this.port}`;
  }

  /** Answers what is under way, then closes the store. */
  async close(): Promise<void> {
    const impatience = setTimeout(() => {
      this.server.closeAllConnections();
    }, CLOSE_GRACE_MS);
    try {
      await promisify(this.server.close.bind(this.server))();
    } finally {
      clearTimeout(impatience);
    }
  }
}

/** Dynalite lets go of its store only when it listened, so a port that is taken must be found before. */
async function assertFree(port: number): Promise<void> {
  const probe = createServer().listen(port, LOOPBACK);
  await once(probe, 'listening');
  probe.close();
  await once(probe, 'close');
}

/** Dynalite opens its store late and dies of a locked one; asking first gives an error that can be read. */
async function assertUnused(dataDir: string): Promise<void> {
  const probe = new ClassicLevel(dataDir);
  try {
    await probe.open();
  } catch (cause) {
    throw new Error(`The data folder ${dataDir} cannot be opened; is another server using it?`, { cause });
  }
  await probe.close();
}

function guardRequests(server: Server): void {
  const [handle] = server.listeners('request') as RequestHandler[];
  if (!handle) throw new Error('dynalite came without a request handler');
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (!isLocalProgram(request)) {
      response.writeHead(403).end();
      return;
    }
    if (request.headers['x-amz-target'] === UNSUPPORTED) {
      request.resume();
      response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(JSON.stringify({ __type: 'com.amazon.coral.service#UnknownOperationException' }));
      return;
    }
    handle(request, response);
    // Dynalite rethrows a caller's hang-up, which would end the whole process.
    request.removeAllListeners('error').on('error', () => response.destroy());
  });
}

/** A page in a browser also reaches loopback: it sends its `Origin`, or a name of its own as `Host` (DNS rebinding). */
function isLocalProgram({ headers }: IncomingMessage): boolean {
  return headers.origin === undefined && LOOPBACK_HOST.test(headers.host ?? '');
}
