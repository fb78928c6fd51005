import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AwsConnection } from '../aws/aws-connection.js';
import type { Settings } from '../config/settings.js';

export const RUNNING_FILE = 'running.env';

/**
 * How to reach the servers of embedded mode while they run, as variables for a shell: for the AWS CLI, and for the commands
 * of operators. Readable by the owner of the folder alone; what it leads to, the folder holds anyway.
 */
export async function writeRunningFile(
  dataDir: string,
  settings: Settings,
  connection: AwsConnection,
): Promise<void> {
  const { region, cognito, dynamodb, ses, userPool, issuer } = connection;
  const variables = {
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: cognito.credentials?.accessKeyId,
    AWS_SECRET_ACCESS_KEY: cognito.credentials?.secretAccessKey,
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: cognito.endpoint,
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb.endpoint,
    AWS_ENDPOINT_URL_SESV2: ses.endpoint,
    COGNITO_USER_POOL_ID: userPool.userPoolId,
    COGNITO_CLIENT_ID: userPool.clientId,
    COGNITO_CLIENT_SECRET: userPool.clientSecret,
    COGNITO_ISSUER: issuer,
    MAIL_FROM: settings.mailFrom,
    SESSION_SECRET: settings.sessionSecrets.join(','),
  };
  const lines = Object.entries(variables).map(
    ([name, value = '']) => `${name}='${value.replaceAll("'", `'\\''`)}'\n`,
  );
  await writeFile(join(dataDir, RUNNING_FILE), lines.join(''), { mode: 0o600 });
}

export async function removeRunningFile(dataDir: string): Promise<void> {
  await rm(join(dataDir, RUNNING_FILE), { force: true });
}
