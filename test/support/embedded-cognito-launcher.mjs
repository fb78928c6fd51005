import { EmbeddedCognitoServer } from '../../dist/embedded/cognito/cognito-server.js';

/** Serves from the folder given on the command line and says where, so that a test may kill it. */
const server = await EmbeddedCognitoServer.start({ port: 0, dataDir: process.argv[2] });
process.stdout.write(`${server.endpoint}\n`);
