// `compile.mjs FOLDER PROGRAM`: starts the function of a folder, lets it answer once, and keeps what V8 compiled for that.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { keepCodeCache } from '../bundling/code-cache.mjs';

const [, , folder, program] = process.argv;
const script = await import(pathToFileURL(join(folder, 'index.mjs')).href);
const path = '/health/live';
const event = {
  version: '2.0',
  rawPath: path,
  rawQueryString: '',
  headers: { host: 'localhost' },
  requestContext: { http: { method: 'GET', path, sourceIp: '127.0.0.1' }, requestId: 'compile' },
  isBase64Encoded: false,
};
const { statusCode, body } = await script.handler(event, {
  awsRequestId: 'compile',
  getRemainingTimeInMillis: () => 3_000,
});
if (statusCode !== 200) throw new Error(`The bundle answers ${path} with ${statusCode}: ${body}`);
keepCodeCache(join(folder, program), script);
process.exit();
