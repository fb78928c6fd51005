import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AwsConnection } from '../../src/aws/aws-connection.js';
import { createCognitoClient } from '../../src/aws/cognito-client.js';
import { createDynamoDbClient } from '../../src/aws/dynamodb-client.js';
import { SilentObserver } from '../../src/aws/silent-observer.js';
import { loadConfig } from '../../src/config/load-config.js';
import { startQuickCognito } from './quick-cognito.js';
import { EmbeddedDynamoDbServer } from '../../src/embedded/dynamodb/dynamodb-server.js';
import { TABLES, userPoolSettings } from '../../src/provisioning/deployment.js';
import { provision } from '../../src/provisioning/provision.js';
import { UpstreamProxy } from './upstream-proxy.js';

const CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' };

/**
 * Cognito and DynamoDB as a deployment on AWS would find them, on loopback and behind proxies that count and break
 * calls. Any number of instances of the service can run on it in cloud mode.
 */
export class LocalAws {
  private constructor(
    readonly cognito: UpstreamProxy,
    readonly dynamodb: UpstreamProxy,
    readonly connection: AwsConnection,
    /** Address of the Cognito server itself, for its outbox. */
    readonly cognitoServer: string,
    private readonly clock: { offsetMs: number },
    private readonly stop: () => Promise<void>,
  ) {}

  static async start(env: Readonly<Record<string, string>> = {}): Promise<LocalAws> {
    const folder = await mkdtemp(join(tmpdir(), 'local-aws-'));
    const clock = { offsetMs: 0 };
    const cognitoServer = await startQuickCognito({
      dataDir: join(folder, 'cognito'),
      now: () => Date.now() + clock.offsetMs,
    });
    const dynamodbServer = await EmbeddedDynamoDbServer.start({ port: 0, dataDir: join(folder, 'dynamodb') });
    const cognito = await UpstreamProxy.start(cognitoServer.endpoint);
    const dynamodb = await UpstreamProxy.start(dynamodbServer.endpoint);
    const endpoints = {
      region: 'us-east-1',
      cognito: { endpoint: cognito.endpoint, credentials: CREDENTIALS },
      dynamodb: { endpoint: dynamodb.endpoint, credentials: CREDENTIALS },
      ses: { endpoint: cognitoServer.endpoint, credentials: CREDENTIALS },
    };
    const settings = loadConfig({ ...env });
    const observer = new SilentObserver();
    const userPool = await provision({
      cognito: createCognitoClient(endpoints, observer),
      dynamodb: createDynamoDbClient(endpoints, observer),
      tables: { prefix: settings.tablePrefix, definitions: TABLES },
      settings: userPoolSettings(settings, false),
    });
    const issuer = `${cognitoServer.endpoint}/${userPool.userPoolId}`;
    const connection: AwsConnection = {
      ...endpoints,
      userPool,
      issuer,
      jwksUri: `${cognito.endpoint}/${userPool.userPoolId}/.well-known/jwks.json`,
      tablePrefix: settings.tablePrefix,
    };
    return new LocalAws(cognito, dynamodb, connection, cognitoServer.endpoint, clock, async () => {
      await Promise.all([cognito.close(), dynamodb.close()]);
      await Promise.all([cognitoServer.close(), dynamodbServer.close()]);
      await rm(folder, { recursive: true, force: true });
    });
  }

  /** Sets Cognito's clock apart from everybody else's, e.g. to get tokens that have expired already. */
  setCognitoClockOffset(offsetMs: number): void {
    this.clock.offsetMs = offsetMs;
  }

  /** The environment of an instance that runs on this. */
  env(): Record<string, string> {
    const { userPool, issuer, jwksUri } = this.connection;
    return {
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
      AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: this.cognito.endpoint,
      AWS_ENDPOINT_URL_DYNAMODB: this.dynamodb.endpoint,
      AWS_ENDPOINT_URL_SESV2: this.cognitoServer,
      MAIL_FROM: 'no-reply@example.com',
      COGNITO_USER_POOL_ID: userPool.userPoolId,
      COGNITO_CLIENT_ID: userPool.clientId,
      ...(userPool.clientSecret !== undefined && { COGNITO_CLIENT_SECRET: userPool.clientSecret }),
      COGNITO_ISSUER: issuer,
      COGNITO_JWKS_URI: jwksUri,
      SESSION_SECRET: 'a-secret-of-the-tests-with-more-than-32-bytes',
      HOST: '127.0.0.1',
    };
  }

  async close(): Promise<void> {
    await this.stop();
  }
}
