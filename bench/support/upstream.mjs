import { EmbeddedDynamoDbServer } from '../../dist/embedded/dynamodb/dynamodb-server.js';

/** An embedded DynamoDB in a process of its own: `upstream.mjs FOLDER`. */
const { endpoint } = await EmbeddedDynamoDbServer.start({ port: 0, dataDir: process.argv[2] });
console.log(`listening ${endpoint}`);
