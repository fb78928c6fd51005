import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createCognitoClient } from '../dist/aws/cognito-client.js';
import { createDynamoDbClient } from '../dist/aws/dynamodb-client.js';
import { SilentObserver } from '../dist/aws/silent-observer.js';
import { loadConfig } from '../dist/config/load-config.js';
import { TABLES, userPoolSettings } from '../dist/provisioning/deployment.js';
import { provision } from '../dist/provisioning/provision.js';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const PASSWORD = 'correct-Horse-7-battery';
const CREDENTIALS = { accessKeyId: 'soak', secretAccessKey: 'soak' };
const READY_WITHIN_MS = 20_000;

/** Cognito, DynamoDB and the service in cloud mode, each in a process of its own, and people who can sign in. */
export async function startDeployment(people) {
  const folder = await mkdtemp(join(tmpdir(), 'soak-'));
  const children = [];
  const stop = async () => {
    for (const child of children.reverse()) await end(child);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const [cognito, dynamodb] = await Promise.all(
      ['cognito', 'dynamodb'].map((kind) => startServer(kind, join(folder, kind), children)),
    );
    const { userPool, accounts } = await fill({ cognito, dynamodb }, people);
    const origin = await startService(environment({ cognito, dynamodb, userPool }), children);
    return { origin, people: accounts, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startServer(kind, dataDir, children) {
  const child = fork(join(ROOT, 'bench/soak-server.mjs'), [kind, dataDir]);
  children.push(child);
  const [endpoint] = await once(child, 'message');
  return endpoint;
}

async function fill({ cognito, dynamodb }, people) {
  const connection = {
    region: 'us-east-1',
    cognito: { endpoint: cognito, credentials: CREDENTIALS },
    dynamodb: { endpoint: dynamodb, credentials: CREDENTIALS },
  };
  const settings = loadConfig({});
  const client = createCognitoClient(connection, new SilentObserver());
  const database = createDynamoDbClient(connection, new SilentObserver());
  const userPool = await provision({
    cognito: client,
    dynamodb: database,
    tables: { prefix: settings.tablePrefix, definitions: TABLES },
    settings: userPoolSettings(settings, false),
  });
  const accounts = [];
  for (let i = 0; i < people; i += 1) accounts.push(await newAccount(client, userPool, i));
  client.destroy();
  database.destroy();
  return { userPool, accounts };
}

async function newAccount(client, { userPoolId }, number) {
  const email = `person${number}@example.com`;
  await client.send(
    new AdminCreateUserCommand({
      UserPoolId: userPoolId,
      Username: email,
      MessageAction: 'SUPPRESS',
      TemporaryPassword: PASSWORD,
      UserAttributes: [
        { Name: 'email', Value: email },
        { Name: 'email_verified', Value: 'true' },
        { Name: 'given_name', Value: 'Ada' },
        { Name: 'family_name', Value: 'Lovelace' },
      ],
    }),
  );
  await client.send(
    new AdminSetUserPasswordCommand({
      UserPoolId: userPoolId,
      Username: email,
      Password: PASSWORD,
      Permanent: true,
    }),
  );
  return { email, password: PASSWORD };
}

function environment({ cognito, dynamodb, userPool }) {
  return {
    PATH: process.env.PATH,
    HOST: '127.0.0.1',
    PORT: '0',
    LOG_LEVEL: 'warn',
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: cognito,
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb,
    COGNITO_USER_POOL_ID: userPool.userPoolId,
    COGNITO_CLIENT_ID: userPool.clientId,
    ...(userPool.clientSecret !== undefined && { COGNITO_CLIENT_SECRET: userPool.clientSecret }),
    COGNITO_ISSUER: `${cognito}/${userPool.userPoolId}`,
    SESSION_SECRET: 'a-secret-of-the-soak-test-with-more-than-32-bytes',
    SHUTDOWN_DRAIN_SECONDS: '0',
    // All connections come from one address.
    RATE_LIMIT_FACTOR: '1000000',
  };
}

async function startService(env, children) {
  const child = spawn(process.execPath, [join(ROOT, 'dist/main.js')], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (chunk) => (output = (output + chunk).slice(-10_000)));
  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const address = /^ *API +(\S+)\/api\/v1$/m.exec(output)?.[1];
    if (address !== undefined) return address.replace('localhost', '127.0.0.1');
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`no service: ${output}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}
