import { EmbeddedCognitoServer } from '../dist/embedded/cognito/cognito-server.js';
import { EmbeddedDynamoDbServer } from '../dist/embedded/dynamodb/dynamodb-server.js';

/** One embedded server in a process of its own: `fork('soak-server.mjs', ['cognito' | 'dynamodb', dataDir])`. */
const [kind, dataDir] = process.argv.slice(2);
const Server = kind === 'cognito' ? EmbeddedCognitoServer : EmbeddedDynamoDbServer;
const { endpoint } = await Server.start({ port: 0, dataDir });
process.send(endpoint);
// Whoever started it may be gone without having said so.
process.once('disconnect', () => process.exit(0));
