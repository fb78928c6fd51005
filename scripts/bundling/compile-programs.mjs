// `compile-programs.mjs FILE`: starts the service of a bundle, lets it answer once, and keeps what V8 compiled for that.
import { createServer } from 'node:net';
import { once } from 'node:events';
import { runScript } from '../../dist/start/run-script.js';
import { keepCodeCache } from './code-cache.mjs';

const [, , filename] = process.argv;

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** It says so itself where it cannot start, and ends. */
async function firstAnswer(url) {
  for (;;) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const port = await freePort();
process.env.PORT = String(port);
const script = runScript(filename);
await script.exports.service();
await firstAnswer(`http://127.0.0.1:${port}/health/live`);
keepCodeCache(filename, script);
process.exit();
