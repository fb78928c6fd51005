import { GetItemCommand, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerOf } from './dynamodb-call.js';
import { createDynamoDbClient } from './dynamodb-client.js';
import { UpstreamObserver } from './upstream-observer.js';

class RecordingObserver extends UpstreamObserver {
  readonly calls: string[] = [];

  record(service: string, operation: string, outcome: string): void {
    this.calls.push(`${service} ${operation} ${outcome}`);
  }
}

describe('createDynamoDbClient', () => {
  let server: Server;
  let observer: RecordingObserver;

  const clientOf = async (listener: RequestListener) => {
    server = createServer(listener).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    return createDynamoDbClient({ region: 'us-east-1', dynamodb: { endpoint, credentials } }, observer);
  };
  const answering =
    (...answers: readonly (readonly [status: number, body: object])[]): RequestListener =>
    (_request, response) => {
      const [status, body] = (answers.length > 1 ? (answers as unknown[]).shift() : answers[0]) as [
        number,
        object,
      ];
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
    };
  const key = { TableName: 'things', Key: { id: { S: 'one' } } };

  beforeEach(() => {
    observer = new RecordingObserver();
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  it('takes document commands and plain ones, and reports both by their AWS name', async () => {
    const client = await clientOf(answering([200, { Item: { id: { S: 'one' } } }]));
    await expect(
      client.send(new GetCommand({ TableName: 'things', Key: { id: 'one' } })),
    ).resolves.toMatchObject({ Item: { id: 'one' } });
    await expect(client.send(new GetItemCommand(key))).resolves.toMatchObject({ Item: { id: { S: 'one' } } });
    expect(observer.calls).toEqual(['dynamodb GetItem ok', 'dynamodb GetItem ok']);
  });

  it('reports every repeat', async () => {
    const throttled = { __type: 'com.amazonaws.dynamodb.v20120810#ThrottlingException' };
    const client = await clientOf(answering([400, throttled], [500, {}], [200, {}]));
    await client.send(new GetItemCommand(key));
    expect(observer.calls).toEqual([
      'dynamodb GetItem failed',
      'dynamodb GetItem failed',
      'dynamodb GetItem ok',
    ]);
  });

  it('reports a refusal, does not repeat it, and hides it as an internal error', async () => {
    const denied = { __type: 'com.amazon.coral.service#AccessDeniedException', message: 'arn:secret' };
    const client = await clientOf(answering([400, denied]));
    const failure = expect(answerOf(client.send(new GetItemCommand(key)))).rejects;
    await failure.toMatchObject({ code: 'internal_error', message: 'internal_error' });
    expect(observer.calls).toEqual(['dynamodb GetItem refused']);
  });

  it('gives up on a service that stays broken', async () => {
    const client = await clientOf(answering([503, {}]));
    await expect(answerOf(client.send(new GetItemCommand(key)))).rejects.toMatchObject({
      code: 'service_unavailable',
      retryAfterSeconds: 2,
    });
    expect(observer.calls).toHaveLength(3);
  });

  it('ends a call that gets no answer', async () => {
    const client = await clientOf(() => undefined);
    const startedAt = performance.now();
    await expect(answerOf(client.send(new ListTablesCommand({})))).rejects.toMatchObject({
      code: 'service_unavailable',
    });
    expect(performance.now() - startedAt).toBeLessThan(12_000);
    expect(observer.calls).toEqual(Array.from({ length: 3 }, () => 'dynamodb ListTables failed'));
  });

  it('is unavailable where nobody listens', async () => {
    const client = await clientOf(answering([200, {}]));
    server.close();
    await once(server, 'close');
    await expect(answerOf(client.send(new GetItemCommand(key)))).rejects.toMatchObject({
      code: 'service_unavailable',
    });
  });
});
