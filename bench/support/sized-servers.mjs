// Embedded DynamoDB servers in a thread of their own, one for each folder, until the main thread has had enough.
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { EmbeddedDynamoDbServer } from '../../dist/embedded/dynamodb/dynamodb-server.js';

const servers = await Promise.all(
  workerData.map((dataDir) => EmbeddedDynamoDbServer.start({ port: 0, dataDir })),
);
parentPort.postMessage(servers.map(({ endpoint }) => endpoint));
await once(parentPort, 'message');
await Promise.all(servers.map((server) => server.close()));
parentPort.close();
