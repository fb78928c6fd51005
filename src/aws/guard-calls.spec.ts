import { AdminGetUserCommand } from '@aws-sdk/client-cognito-identity-provider';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createCognitoClient } from './cognito-client.js';
import { SilentObserver } from './silent-observer.js';
import type { UpstreamLimits } from './upstream-limits.js';

describe('guardCalls', () => {
  let server: Server;
  let requests: number;

  const asker = async (listener: RequestListener, limits: Partial<UpstreamLimits>) => {
    server = createServer((request, response) => {
      requests += 1;
      request.resume();
      listener(request, response);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const cognito = { endpoint, credentials: { accessKeyId: 'a', secretAccessKey: 'b' } };
    const client = createCognitoClient({ region: 'us-east-1', cognito }, new SilentObserver(), limits);
    return () => client.send(new AdminGetUserCommand({ UserPoolId: 'us-east-1_a', Username: 'ada' }));
  };

  beforeEach(() => {
    requests = 0;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  it('leaves a service alone that fails, and answers at once meanwhile', async () => {
    const ask = await asker((_request, response) => response.writeHead(500).end('{}'), { breakAfter: 3 });
    for (let i = 0; i < 10; i += 1) await expect(ask()).rejects.toThrow();
    expect(requests).toBe(3);
    await expect(ask()).rejects.toMatchObject({ code: 'service_unavailable', retryAfterSeconds: 2 });
  });

  it('holds no more calls than it may', async () => {
    const ask = await asker(() => undefined, { request: 300, concurrent: 2, queued: 1, queueWait: 100 });
    const codes = await Promise.all(
      Array.from({ length: 6 }, () => ask().catch((error: unknown) => (error as { code?: string }).code)),
    );
    expect(requests).toBe(2);
    expect(codes.filter((code) => code === 'service_unavailable')).toHaveLength(4);
  });

  it('ends an answer that trickles, its socket with it', async () => {
    let closed = false;
    const ask = await asker(
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
        const trickle = setInterval(() => response.write(' '), 50);
        response.on('close', () => {
          clearInterval(trickle);
          closed = true;
        });
      },
      { request: 300 },
    );
    await expect(ask()).rejects.toMatchObject({ name: 'TimeoutError' });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(closed).toBe(true);
  });
});
