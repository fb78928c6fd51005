import {
  CognitoIdentityProviderClient,
  ListUserPoolsCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { renewSockets } from './renew-sockets.js';

describe('renewSockets', () => {
  let server: Server;
  let client: CognitoIdentityProviderClient;
  let connections = 0;
  let now = 0;

  beforeAll(async () => {
    server = createServer((_request, response) => response.end('{"UserPools":[]}'));
    server.on('connection', () => (connections += 1));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    client = new CognitoIdentityProviderClient({
      region: 'us-east-1',
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      maxAttempts: 1,
      requestHandler: { httpAgent: { keepAlive: true } },
    });
    renewSockets(client, () => now);
  });

  afterAll(() => {
    client.destroy();
    server.closeAllConnections();
    server.close();
  });

  const call = () => client.send(new ListUserPoolsCommand({ MaxResults: 1 }));

  it('keeps a socket that is used, and opens another after a time without calls', async () => {
    await call();
    now += 10_000;
    await call();
    expect(connections).toBe(1);
    now += 10_001;
    await call();
    await call();
    expect(connections).toBe(2);
  });

  it('cuts nobody off', async () => {
    const first = call();
    now += 60_000;
    await expect(Promise.all([first, call(), call()])).resolves.toHaveLength(3);
  });
});
