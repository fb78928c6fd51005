// Embedded DynamoDB servers in a thread of their own, one for each folder. The first message says that they are filled: they
// go on with stores at rest. The second one ends them.
import { ClassicLevel } from 'classic-level';
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { EmbeddedDynamoDbServer } from '../../dist/embedded/dynamodb/dynamodb-server.js';

let servers = await Promise.all(
  workerData.map((dataDir) => EmbeddedDynamoDbServer.start({ port: 0, dataDir })),
);
parentPort.postMessage(servers.map(({ endpoint }) => endpoint));
await once(parentPort, 'message');
servers = await Promise.all(servers.map((server, index) => atRest(server, workerData[index])));
parentPort.postMessage('at rest');
await once(parentPort, 'message');
await Promise.all(servers.map((server) => server.close()));
parentPort.close();

/** A small store would still be in memory, and one just filled would go on sorting its files meanwhile. */
async function atRest(server, dataDir) {
  await server.close();
  const store = new ClassicLevel(dataDir);
  await store.open();
  await store.compactRange('', '\uffff');
  await store.close();
  return EmbeddedDynamoDbServer.start({ port: server.port, dataDir });
}
