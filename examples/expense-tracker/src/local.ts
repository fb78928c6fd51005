import 'reflect-metadata';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureTable } from './expenses/dynamodb/expense.table.js';
import { DYNAMODB_BOUNDS, start } from './start.js';

const TABLE = 'expenses';
const DEFAULTS = {
  AUTH_SERVICE_URL: 'http://localhost:3000',
  EXPENSES_TABLE: TABLE,
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
};
/** All that the expense tracker needs of what the authentication service runs with: none of its secrets. */
const TAKEN = [
  'AWS_REGION',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_ENDPOINT_URL_DYNAMODB',
  'COGNITO_USER_POOL_ID',
  'COGNITO_CLIENT_ID',
  'COGNITO_ISSUER',
];

/** Beside an authentication service in embedded mode, on the servers that it runs. */
async function main(): Promise<void> {
  const running = await readRunning(join(process.env['EMBEDDED_DATA_DIR'] ?? '.data', 'running.env'));
  Object.assign(process.env, { ...DEFAULTS, ...process.env }, running);
  const client = new DynamoDBClient(DYNAMODB_BOUNDS);
  await ensureTable(client, process.env['EXPENSES_TABLE'] ?? TABLE);
  client.destroy();
  await start(process.env);
}

/** The file is written for a shell: `NAME='value'`. */
async function readRunning(file: string): Promise<Record<string, string>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new Error(`There is no ${file}: start the authentication service first, by npm start`, { cause });
  }
  const lines = [...text.matchAll(/^(\w+)='(.*)'$/gm)];
  return Object.fromEntries(
    lines
      .map(([, name = '', value = '']) => [name, value.replaceAll("'\\''", "'")] as const)
      .filter(([name]) => TAKEN.includes(name)),
  );
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
