import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HostedTokenEndpoint } from './hosted-token-endpoint.js';

describe('HostedTokenEndpoint', () => {
  let server: Server;
  let answer: (response: ServerResponse) => void;
  let request: { headers: IncomingMessage['headers']; body: string };

  beforeAll(async () => {
    server = createServer((incoming, response) => {
      let body = '';
      incoming.on('data', (chunk: Buffer) => (body += chunk.toString()));
      incoming.on('end', () => {
        request = { headers: incoming.headers, body };
        answer(response);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const post = (clientSecret?: string, timeOutMs = 300) => {
    const { port } = server.address() as AddressInfo;
    const userPool = { userPoolId: 'p', clientId: 'c', ...(clientSecret !== undefined && { clientSecret }) };
    return new HostedTokenEndpoint(`http://127.0.0.1:${port}`, userPool, timeOutMs).post({ code: 'x' });
  };
  const answers = (status: number, body: string) => {
    answer = (response) => response.writeHead(status).end(body);
  };
  const unavailable = { code: 'service_unavailable' };

  it('gives the tokens, and proves the client as it can', async () => {
    answers(200, '{"access_token":"a","id_token":"i","refresh_token":"r","expires_in":300,"odd":1}');
    const tokens = { AccessToken: 'a', IdToken: 'i', RefreshToken: 'r', ExpiresIn: 300 };
    expect(await post('s')).toEqual(tokens);
    expect(request.headers.authorization).toBe(`Basic ${Buffer.from('c:s').toString('base64')}`);
    expect(await post()).toEqual(tokens);
    expect(request.headers.authorization).toBeUndefined();
    expect(request.body).toBe('code=x&client_id=c');
  });

  it('answers nothing for a code that is refused', async () => {
    answers(400, '{"error":"invalid_grant"}');
    expect(await post()).toBeNull();
  });

  it.each([
    [500, '{}'],
    [429, ''],
    [302, ''],
    [400, '{"message":"Rate exceeded"}'],
    [200, '<html>Welcome to the guest network</html>'],
  ])('is unavailable for a while at status %i', async (status, body) => {
    answer = (response) => response.writeHead(status, { location: 'https://evil.example/' }).end(body);
    await expect(post()).rejects.toMatchObject(unavailable);
  });

  it('takes a wrong client for our own mistake', async () => {
    answers(400, '{"error":"invalid_client"}');
    await expect(post()).rejects.toMatchObject({ code: 'internal_error' });
  });

  it('waits and reads no longer than it must', async () => {
    answer = () => undefined;
    await expect(post()).rejects.toMatchObject(unavailable);
    answers(200, 'x'.repeat(70_000));
    await expect(post(undefined, 5_000)).rejects.toMatchObject(unavailable);
  });
});
