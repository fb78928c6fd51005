import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RecordingObserver } from '../../../test/fakes/recording-observer.js';
import type { UpstreamLimits } from '../../aws/upstream-limits.js';
import type { AppError } from '../../shared/app-error.js';
import { HostedTokenEndpoint } from './hosted-token-endpoint.js';

describe('HostedTokenEndpoint', () => {
  const observer = new RecordingObserver();
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

  const endpoint = (limits: Partial<UpstreamLimits> = {}, clientSecret?: string) => {
    const { port } = server.address() as AddressInfo;
    const userPool = { userPoolId: 'p', clientId: 'c', ...(clientSecret !== undefined && { clientSecret }) };
    return new HostedTokenEndpoint(`http://127.0.0.1:${port}`, userPool, observer, limits);
  };
  const post = (clientSecret?: string, request = 20_000) =>
    endpoint({ request }, clientSecret).post({ code: 'x' });
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

  it('uses no connection twice, since one that waited may be dead', async () => {
    answers(200, '{"access_token":"a"}');
    const ports = new Set<number | undefined>();
    const note = (incoming: IncomingMessage) => ports.add(incoming.socket.remotePort);
    server.on('request', note);
    for (let i = 0; i < 3; i += 1) await post();
    server.off('request', note);
    expect([ports.size, request.headers.connection]).toEqual([3, 'close']);
  });

  it('tells how each call ended', async () => {
    observer.calls.length = 0;
    answers(200, '{"access_token":"a"}');
    await post();
    answers(400, '{"error":"invalid_grant"}');
    await post();
    answers(400, '{"error":"invalid_client"}');
    await post().catch(() => undefined);
    answers(500, '');
    await post().catch(() => undefined);
    const outcomes = ['ok', 'refused', 'refused', 'failed'];
    expect(observer.calls).toEqual(outcomes.map((outcome) => `cognito oauth2/token ${outcome}`));
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
    await expect(post(undefined, 300)).rejects.toMatchObject(unavailable);
    answers(200, 'x'.repeat(70_000));
    await expect(post()).rejects.toMatchObject(unavailable);
  });

  it('leaves the pages alone once they fail, and answers at once meanwhile', async () => {
    let requests = 0;
    answer = (response) => {
      requests += 1;
      response.writeHead(503).end();
    };
    const broken = endpoint({ breakAfter: 3 });
    for (let i = 0; i < 10; i += 1) await expect(broken.post({})).rejects.toMatchObject(unavailable);
    expect(requests).toBe(3);
    await expect(broken.post({})).rejects.toMatchObject({ ...unavailable, retryAfterSeconds: 2 });
  });

  it('goes on asking however many codes are refused', async () => {
    answers(400, '{"error":"invalid_grant"}');
    const asked = endpoint({ breakAfter: 3 });
    for (let i = 0; i < 10; i += 1) await expect(asked.post({})).resolves.toBeNull();
  });

  it('holds no more calls than it may', async () => {
    let requests = 0;
    answer = () => (requests += 1);
    const slow = endpoint({ request: 300, concurrent: 2, queued: 1, queueWait: 50 });
    const calls = await Promise.allSettled(Array.from({ length: 6 }, () => slow.post({})));
    expect(requests).toBe(2);
    for (const call of calls) {
      expect(call).toMatchObject({ status: 'rejected', reason: unavailable });
      expect((call as { reason: AppError }).reason.retryAfterSeconds).toBeGreaterThan(0);
    }
  });
});
