// Writes docs/openapi.json from the built service; with --check it only compares and fails on drift.
import 'reflect-metadata';
import { readFile, writeFile } from 'node:fs/promises';
import { loadConfig } from '../dist/config/load-config.js';
import { createApp } from '../dist/create-app.js';
import { openApiDocument } from '../dist/http/openapi.js';

const FILE = new URL('../docs/openapi.json', import.meta.url);

const app = await createApp({
  settings: loadConfig({
    LOG_LEVEL: 'error',
    COGNITO_USER_POOL_ID: 'us-east-1_document',
    COGNITO_CLIENT_ID: 'document',
    SESSION_SECRET: 'only-for-making-the-document-0123456789',
  }),
  // Nothing is called while the document is made.
  connection: {
    region: 'us-east-1',
    cognito: { endpoint: 'http://127.0.0.1:1' },
    dynamodb: { endpoint: 'http://127.0.0.1:1' },
    userPool: { userPoolId: 'us-east-1_document', clientId: 'document' },
    issuer: 'http://127.0.0.1:1',
    jwksUri: 'http://127.0.0.1:1',
    tablePrefix: 'auth-',
  },
});
const text = `${JSON.stringify(openApiDocument(app), null, 2)}\n`;
await app.close();

if (process.argv.includes('--check')) {
  const committed = await readFile(FILE, 'utf8').catch(() => '');
  if (committed !== text) {
    console.error('docs/openapi.json does not match the code. Run `npm run openapi` and commit the result.');
    process.exit(1);
  }
} else {
  await writeFile(FILE, text);
}
process.exit(0);
