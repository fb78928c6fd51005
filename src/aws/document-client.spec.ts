import { GetItemCommand, type GetItemInput } from '@aws-sdk/client-dynamodb';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { bareDynamoDbClient } from './bare-dynamodb-client.js';
import { documentClient } from './document-client.js';

describe('documentClient', () => {
  let server: Server;

  beforeEach(async () => {
    // Answers with the key that it was asked for.
    server = createServer((request, response) => {
      void json(request).then((asked) => response.end(JSON.stringify({ Item: (asked as GetItemInput).Key })));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  it('asks for what each command names, beside plain commands of the same client', async () => {
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    const client = bareDynamoDbClient({ region: 'us-east-1', dynamodb: { endpoint, credentials } });
    const documents = documentClient(client);
    const found: unknown[] = [];
    for (const id of ['one', 'two', 'three']) {
      found.push((await documents.send(new GetCommand({ TableName: 'things', Key: { id } }))).Item);
      const plain = await client.send(new GetItemCommand({ TableName: 'things', Key: { id: { S: id } } }));
      found.push(plain.Item);
    }
    expect(found).toEqual(['one', 'two', 'three'].flatMap((id) => [{ id }, { id: { S: id } }]));
    client.destroy();
  });
});
