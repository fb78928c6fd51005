import type { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCognitoClient } from '../../src/aws/cognito-client.js';
import { createDynamoDbClient } from '../../src/aws/dynamodb-client.js';
import { SilentObserver } from '../../src/aws/silent-observer.js';
import { EmbeddedDynamoDbServer } from '../../src/embedded/dynamodb/dynamodb-server.js';
import { startQuickCognito } from './quick-cognito.js';

const CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };

/** The embedded servers with nothing on them, and clients that count what changes them and can be made to fail. */
export class EmbeddedServers {
  /** Operations that were asked for, but for those that only read. */
  readonly changes: string[] = [];
  /** Before how many more changes the process dies, so to speak. */
  diesBefore = Infinity;

  private constructor(
    readonly cognito: CognitoIdentityProviderClient,
    readonly dynamodb: DynamoDBClient,
    readonly endpoints: { readonly cognito: string; readonly dynamodb: string },
    readonly close: () => Promise<void>,
  ) {
    for (const client of [cognito, dynamodb] as CognitoIdentityProviderClient[]) {
      client.middlewareStack.add(
        (next, context) => (args) => {
          this.count(String(context.commandName).replace(/Command$/, ''));
          return next(args);
        },
        { step: 'initialize', name: 'countChanges' },
      );
    }
  }

  static async start(): Promise<EmbeddedServers> {
    const folder = await mkdtemp(join(tmpdir(), 'embedded-servers-'));
    const [cognito, dynamodb] = await Promise.all([
      startQuickCognito({ dataDir: join(folder, 'cognito') }),
      EmbeddedDynamoDbServer.start({ port: 0, dataDir: join(folder, 'dynamodb') }),
    ]);
    const connection = {
      region: 'us-east-1',
      cognito: { endpoint: cognito.endpoint, credentials: CREDENTIALS },
      dynamodb: { endpoint: dynamodb.endpoint, credentials: CREDENTIALS },
    };
    const observer = new SilentObserver();
    const clients = [
      createCognitoClient(connection, observer),
      createDynamoDbClient(connection, observer),
    ] as const;
    const endpoints = { cognito: cognito.endpoint, dynamodb: dynamodb.endpoint };
    return new EmbeddedServers(...clients, endpoints, async () => {
      for (const client of clients) client.destroy();
      await Promise.all([cognito.close(), dynamodb.close()]);
      await rm(folder, { recursive: true });
    });
  }

  private count(operation: string): void {
    if (/^(List|Describe|Get|BatchGet|AdminGet)/.test(operation)) return;
    if (this.changes.length >= this.diesBefore) throw new Error(`died before ${operation}`);
    this.changes.push(operation);
  }
}
