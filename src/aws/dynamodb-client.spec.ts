import { DynamoDBClient, GetItemCommand, type GetItemInput } from '@aws-sdk/client-dynamodb';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { Logger } from '@nestjs/common';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { RecordingObserver } from '../../test/fakes/recording-observer.js';
import { documentClient } from './document-client.js';
import { answerOf } from './dynamodb-call.js';
import { createDynamoDbClient } from './dynamodb-client.js';
import type { UpstreamLimits } from './upstream-limits.js';

describe('createDynamoDbClient', () => {
  let server: Server;
  let observer: RecordingObserver;

  const clientOf = async (listener: RequestListener, limits: Partial<UpstreamLimits> = {}) => {
    server = createServer(listener).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    return createDynamoDbClient(
      { region: 'us-east-1', dynamodb: { endpoint, credentials } },
      observer,
      limits,
    );
  };
  /** Gives the answers in turn, and the last one for ever. */
  const answering = (...answers: readonly (readonly [status: number, body: object])[]): RequestListener => {
    const left = [...answers];
    return (_request, response) => {
      const [status, body] = left.length > 1 ? left.shift()! : left[0]!;
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
    };
  };
  const key = { TableName: 'things', Key: { id: { S: 'one' } } };

  beforeEach(() => {
    observer = new RecordingObserver();
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  it('keeps what it made ready for a command, and nothing of what is asked by it', async () => {
    const client = await clientOf((request, response) => {
      void json(request).then((asked) => response.end(JSON.stringify({ Item: (asked as GetItemInput).Key })));
    });
    const ids = ['one', 'two', 'three'];
    const answers = await Promise.all(
      ids.map((id) => client.send(new GetItemCommand({ TableName: 'things', Key: { id: { S: id } } }))),
    );
    expect(answers.map(({ Item }) => Item?.['id']?.S)).toEqual(ids);
    expect(observer.calls).toEqual(ids.map(() => 'dynamodb GetItem ok'));
  });

  it('repeats a call as that call, whatever others of its kind are under way', async () => {
    const tries = new Map<string, { readonly call: unknown; readonly attempt: unknown }[]>();
    const client = await clientOf((request, response) => {
      void json(request).then((asked) => {
        const { Key } = asked as GetItemInput;
        const before = tries.get(Key?.['id']?.S ?? '') ?? [];
        const call = request.headers['amz-sdk-invocation-id'];
        tries.set(Key?.['id']?.S ?? '', [...before, { call, attempt: request.headers['amz-sdk-request'] }]);
        response.writeHead(before.length === 0 ? 500 : 200).end(JSON.stringify({ Item: Key }));
      });
    });
    const ids = ['one', 'two', 'three'];
    const answers = await Promise.all(
      ids.map((id) => client.send(new GetItemCommand({ TableName: 'things', Key: { id: { S: id } } }))),
    );
    expect(answers.map(({ Item }) => Item?.['id']?.S)).toEqual(ids);
    expect(answers.map(({ $metadata }) => $metadata.attempts)).toEqual([2, 2, 2]);
    const calls = ids.map((id) => tries.get(id)?.map(({ call }) => call) ?? []);
    expect(calls.map((ofOne) => [ofOne.length, new Set(ofOne).size])).toEqual(ids.map(() => [2, 1]));
    expect(new Set(calls.flat()).size).toBe(3);
    for (const id of ids)
      expect(tries.get(id)?.map(({ attempt }) => attempt)).toEqual([
        expect.stringContaining('attempt=1'),
        expect.stringContaining('attempt=2'),
      ]);
  });

  it('bounds, counts and suspends document commands together with plain ones', async () => {
    jest.spyOn(Logger.prototype, 'warn').mockReturnValue();
    const client = await clientOf(answering([500, {}]), { breakAfter: 3 });
    const documents = documentClient(client);
    await expect(documents.send(new GetCommand({ TableName: 'things', Key: {} }))).rejects.toThrow();
    expect(observer.calls).toEqual(['failed', 'failed', 'failed'].map((end) => `dynamodb GetItem ${end}`));
    for (const call of [
      () => documents.send(new GetCommand({ TableName: 'things', Key: {} })),
      () => client.send(new GetItemCommand(key)),
    ])
      await expect(call()).rejects.toMatchObject({ code: 'service_unavailable' });
    expect(observer.calls).toHaveLength(3);
  });

  it('copies nothing for a log of the SDK that nobody keeps', async () => {
    const named = ({ middlewareStack }: DynamoDBClient) => middlewareStack.identify().join();
    expect(named(await clientOf(answering([200, {}])))).not.toContain('loggerMiddleware');
    expect(named(new DynamoDBClient({}))).toContain('loggerMiddleware');
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
    await expect(answerOf(client.send(new GetItemCommand(key)))).rejects.toMatchObject({
      code: 'internal_error',
      message: 'internal_error',
    });
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

  it('ends a request that gets no answer, and tries another', async () => {
    let requests = 0;
    const client = await clientOf((_request, response) => {
      requests += 1;
      if (requests > 1) response.writeHead(200).end('{}');
    });
    const startedAt = performance.now();
    await client.send(new GetItemCommand(key));
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    expect(observer.calls).toEqual(['dynamodb GetItem failed', 'dynamodb GetItem ok']);
  });
});
