import { join } from 'node:path';
import type { AwsConnection } from '../aws/aws-connection.js';
import { createCognitoClient } from '../aws/cognito-client.js';
import { createDynamoDbClient } from '../aws/dynamodb-client.js';
import { SilentObserver } from '../aws/silent-observer.js';
import type { EmbeddedTarget, Settings } from '../config/settings.js';
import { TABLES, userPoolSettings } from '../provisioning/deployment.js';
import { ensureAdmin } from '../provisioning/ensure-admin.js';
import { provision } from '../provisioning/provision.js';
import { type DataFolderSecrets, dataFolderSecrets } from './data-folder-secrets.js';
import { type EmbeddedTriggers, embeddedSender, embeddedTriggers } from './embedded-triggers.js';
import { openHostedPages } from './hosted-pages.js';
import { removeRunningFile, writeRunningFile } from './running-file.js';
import type { Runtime } from './runtime.js';

const ADMIN_EMAIL = 'admin@example.com';
const MAIL_FROM = 'no-reply@example.com';
/** The embedded servers take any; loopback and the data folder's owner are what protects them. */
const CREDENTIALS = { accessKeyId: 'embedded', secretAccessKey: 'embedded' };

type Endpoints = Pick<AwsConnection, 'region' | 'cognito' | 'dynamodb' | 'ses'>;

/** No AWS account: a Cognito server and a DynamoDB server on loopback, made ready by the provisioning of the cloud. */
export async function embeddedRuntime(settings: Settings, target: EmbeddedTarget): Promise<Runtime> {
  const secrets = await dataFolderSecrets(target.dataDir);
  const servers = await startServers(settings, target);
  try {
    const endpoints: Endpoints = {
      region: settings.region,
      cognito: { endpoint: servers.cognito.endpoint, credentials: CREDENTIALS },
      dynamodb: { endpoint: servers.dynamodb.endpoint, credentials: CREDENTIALS },
      ses: { endpoint: servers.cognito.endpoint, credentials: CREDENTIALS },
    };
    const adminPassword = target.adminPassword ?? secrets.adminPassword;
    const overwritePassword = target.adminPassword !== undefined;
    const pool = {
      ...userPoolSettings(settings, false),
      triggers: servers.triggers.arns,
      sender: embeddedSender(settings.region, settings.mailFrom ?? MAIL_FROM),
    };
    const userPool = await makeReady(settings, pool, endpoints, { adminPassword, overwritePassword });
    const issuer = `${servers.cognito.endpoint}/${userPool.userPoolId}`;
    const ready = completed(settings, secrets, servers.cognito.endpoint);
    const connection: AwsConnection = {
      ...endpoints,
      userPool,
      issuer,
      jwksUri: `${issuer}/.well-known/jwks.json`,
      tablePrefix: settings.tablePrefix,
    };
    await writeRunningFile(target.dataDir, ready, connection);
    return {
      settings: ready,
      connection,
      notes: notes(servers, userPool, adminPassword, target.dataDir),
      listening: (port) => openHostedPages(settings, endpoints, port),
      close: async () => {
        await removeRunningFile(target.dataDir);
        await servers.close();
      },
    };
  } catch (error) {
    await servers.close();
    throw error;
  }
}

interface Servers {
  readonly cognito: { readonly endpoint: string };
  readonly dynamodb: { readonly endpoint: string };
  readonly triggers: EmbeddedTriggers;
  close(): Promise<void>;
}

/** Loaded only here, so that a production build can leave the embedded servers out. */
async function startServers(settings: Settings, target: EmbeddedTarget): Promise<Servers> {
  const [{ EmbeddedCognitoServer }, { EmbeddedDynamoDbServer }] = await Promise.all([
    import('../embedded/cognito/cognito-server.js'),
    import('../embedded/dynamodb/dynamodb-server.js'),
  ]);
  const dynamodb = await EmbeddedDynamoDbServer.start({
    port: target.dynamodbPort,
    dataDir: join(target.dataDir, 'dynamodb'),
  });
  const database = { endpoint: dynamodb.endpoint, credentials: CREDENTIALS };
  const triggers = embeddedTriggers(settings.triggers, database);
  try {
    const cognito = await EmbeddedCognitoServer.start({
      port: target.cognitoPort,
      dataDir: join(target.dataDir, 'cognito'),
      region: settings.region,
      invoke: triggers.invoke,
    });
    return {
      cognito,
      dynamodb,
      triggers,
      close: async () => {
        triggers.close();
        await Promise.all([cognito.close(), dynamodb.close()]);
      },
    };
  } catch (error) {
    triggers.close();
    await dynamodb.close();
    throw error;
  }
}

async function makeReady(
  settings: Settings,
  pool: ReturnType<typeof userPoolSettings>,
  endpoints: Endpoints,
  { adminPassword, overwritePassword }: { adminPassword: string; overwritePassword: boolean },
): Promise<AwsConnection['userPool']> {
  const observer = new SilentObserver();
  const cognito = createCognitoClient(endpoints, observer);
  const dynamodb = createDynamoDbClient(endpoints, observer);
  try {
    const userPool = await provision({
      cognito,
      dynamodb,
      tables: { prefix: settings.tablePrefix, definitions: TABLES },
      settings: pool,
    });
    await ensureAdmin(cognito, {
      userPoolId: userPool.userPoolId,
      email: ADMIN_EMAIL,
      group: settings.adminGroup,
      password: adminPassword,
      overwritePassword,
    });
    return userPool;
  } finally {
    cognito.destroy();
    dynamodb.destroy();
  }
}

/** What a deployment on AWS has to be told. */
function completed(settings: Settings, { sessionSecret }: DataFolderSecrets, hostedPages: string): Settings {
  const { sessionSecrets, mailFrom = MAIL_FROM, cognitoDomain = hostedPages } = settings;
  return {
    ...settings,
    mailFrom,
    cognitoDomain,
    sessionSecrets: sessionSecrets.length > 0 ? sessionSecrets : [sessionSecret],
  };
}

function notes(
  { cognito, dynamodb }: Servers,
  { clientId, clientSecret }: AwsConnection['userPool'],
  adminPassword: string,
  dataDir: string,
): string[] {
  return [
    `Cognito    ${cognito.endpoint}   (embedded)`,
    `DynamoDB   ${dynamodb.endpoint}   (embedded)`,
    `Mail       ${cognito.endpoint}/outbox`,
    `Admin      ${ADMIN_EMAIL}   password: ${adminPassword}`,
    `App client ${clientId}   secret: ${clientSecret ?? 'none'}`,
    `Data       ${dataDir}   (delete it to start over)`,
  ];
}
