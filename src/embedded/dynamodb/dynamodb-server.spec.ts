import {
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedDynamoDbServer } from './dynamodb-server.js';

const TableName = 'things';

describe('EmbeddedDynamoDbServer', () => {
  let dataDir: string;
  let server: EmbeddedDynamoDbServer;
  let client: DynamoDBClient;

  const start = async (): Promise<void> => {
    server = await EmbeddedDynamoDbServer.start({ port: 0, dataDir });
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    client = new DynamoDBClient({ region: 'us-east-1', endpoint: server.endpoint, credentials });
  };
  const stop = async (): Promise<void> => {
    client.destroy();
    await server.close();
  };
  const createTable = async (): Promise<void> => {
    await client.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      }),
    );
    await waitUntilTableExists({ client, minDelay: 0.05, maxDelay: 0.5, maxWaitTime: 20 }, { TableName });
  };
  const statusFor = (headers: Record<string, string>): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const asked = request(server.endpoint, { headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      asked.on('error', reject).end();
    });

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'dynamodb-'));
    await start();
  });
  afterEach(async () => {
    await stop();
    await rm(dataDir, { recursive: true });
  });

  it('keeps tables and items across a restart on the same folder', async () => {
    await createTable();
    const Item = { id: { S: 'one' }, words: { SS: ['a', 'b'] } };
    await client.send(new PutItemCommand({ TableName, Item }));
    await stop();
    await start();
    const answer = await client.send(new GetItemCommand({ TableName, Key: { id: { S: 'one' } } }));
    expect(answer.Item).toEqual(Item);
  });

  it('listens on loopback only', () => {
    expect(server.endpoint).toBe(`http://127.0.0.1:${server.port}`);
  });

  it.each(['127.0.0.1', 'localhost:8000', '[::1]:8000'])('answers to the host %s', async (host) => {
    await expect(statusFor({ host })).resolves.toBe(200);
  });

  it.each(['evil.example', 'evil.example:8000', '127.0.0.1.evil.example'])(
    'refuses the host %p, which a page with rebound DNS would send',
    async (host) => {
      await expect(statusFor({ host })).resolves.toBe(403);
    },
  );

  it('refuses pages of any origin', async () => {
    await expect(statusFor({ origin: 'https://evil.example' })).resolves.toBe(403);
  });

  it('outlives a caller that hangs up in the middle of a request', async () => {
    await new Promise<void>((resolve) => {
      const socket = connect(server.port, '127.0.0.1', () => {
        socket.write('POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\n{', () => {
          socket.destroy();
        });
      });
      socket.on('close', () => {
        resolve();
      });
    });
    await expect(client.send(new ListTablesCommand({}))).resolves.toMatchObject({ TableNames: [] });
  });

  it('says so when another server uses the folder', async () => {
    await expect(EmbeddedDynamoDbServer.start({ port: 0, dataDir })).rejects.toThrow(
      `The data folder ${dataDir} cannot be opened`,
    );
  });

  it('refuses to start on a port that is taken, and lets go of the folder', async () => {
    const other = await mkdtemp(join(tmpdir(), 'dynamodb-'));
    const options = { port: server.port, dataDir: other };
    await expect(EmbeddedDynamoDbServer.start(options)).rejects.toThrow('EADDRINUSE');
    const second = await EmbeddedDynamoDbServer.start({ port: 0, dataDir: other });
    await second.close();
    await rm(other, { recursive: true });
  });
});
