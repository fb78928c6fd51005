import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createApp } from './create-app.js';
import { loadSettings } from './settings.js';

/** Bounds every call: a DynamoDB that hangs must not hold requests for longer. */
export const DYNAMODB_BOUNDS = { requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000 } };

/** Region, credentials and endpoint of DynamoDB are found by the SDK's own rules. */
export async function start(env: NodeJS.ProcessEnv): Promise<void> {
  const settings = loadSettings(env);
  const app = await createApp(settings, new DynamoDBClient({ region: settings.region, ...DYNAMODB_BOUNDS }));
  await app.listen(settings.port, settings.host);
  const url = await app.getUrl();
  const docs = settings.docs ? `  Docs       ${url}/docs\n` : '';
  process.stdout.write(`\n  Expenses   ${url}\n${docs}\n`);
}
