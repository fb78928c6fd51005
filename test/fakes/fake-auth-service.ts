import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a second service sees of the authentication service: `GET /users/me`, over real HTTP. */
export class FakeAuthService {
  /** The headers of every request that came. */
  readonly asked: IncomingHttpHeaders[] = [];
  status = 200;
  body: unknown = { userId: 'user-1', status: 'ACTIVE', groups: [] };
  /** Takes the place of the plain answer when set. */
  misbehaviour: ((response: ServerResponse) => void) | undefined;

  private constructor(private readonly server: Server) {
    server.on('request', (request, response: ServerResponse) => {
      this.asked.push(request.headers);
      if (this.misbehaviour !== undefined) {
        this.misbehaviour(response);
        return;
      }
      const known = request.method === 'GET' && request.url === '/api/v1/users/me';
      response.writeHead(known ? this.status : 404, { 'content-type': 'application/json' });
      response.end(typeof this.body === 'string' ? this.body : JSON.stringify(this.body));
    });
  }

  static async start(): Promise<FakeAuthService> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new FakeAuthService(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  refuse(status: number, code: string): void {
    this.status = status;
    this.body = { code };
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
